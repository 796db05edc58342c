/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.xml;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads a whole XML file as a tree. Document types, and with them all entities of a file's own, are refused. */
public final class XmlTree {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_ELEMENTS = 1_000_000;
    private static final XMLInputFactory FACTORY = XMLInputFactory.newDefaultFactory();

    static {
        FACTORY.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        FACTORY.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        FACTORY.setProperty(XMLInputFactory.IS_COALESCING, true);
    }

    /** An element that is not yet closed. */
    private record Open(String name, int line, StringBuilder text, List<Element> children) {

        Element close() {
            return new Element(name, line, text.toString().strip(), children);
        }
    }

    private final Deque<Open> open = new ArrayDeque<>();
    private final List<Element> roots = new ArrayList<>();
    private int elements;

    private XmlTree() {}

    /**
     * The root of a file.
     *
     * @throws XmlFaultException if it is not well-formed, has a document type, nests deeper than 32 or has more than a million
     *     elements
     */
    public static Element parse(byte[] content) throws XmlFaultException {
        return new XmlTree().read(content);
    }

    private Element read(byte[] content) throws XmlFaultException {
        if (!isText(content)) {
            throw new XmlFaultException("this is not well-formed XML", 1);
        }
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(content));
            while (reader.hasNext()) {
                take(reader.next(), reader);
            }
            return roots.get(0);
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
            throw new XmlFaultException("this is not well-formed XML" + stillOpen(), line);
        } catch (RuntimeException e) { // the JDK's reader is not always careful with damaged files
            throw new XmlFaultException("this is not well-formed XML", 1);
        }
    }

    /** False for what is no UTF-8 and names no other encoding: the JDK's reader prints to the terminal about that. */
    private static boolean isText(byte[] content) {
        String head = new String(content, 0, Math.min(content.length, 200), StandardCharsets.ISO_8859_1);
        boolean utf16 = head.startsWith("\u00FE\u00FF") || head.startsWith("\u00FF\u00FE");
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return true;
        } catch (CharacterCodingException e) {
            return utf16 || head.contains("encoding");
        }
    }

    private void take(int event, XMLStreamReader reader) throws XmlFaultException {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> begin(reader);
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                if (!open.isEmpty()) {
                    open.peek().text().append(reader.getText());
                }
            }
            case XMLStreamConstants.END_ELEMENT -> end();
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw fault("document types and entities are not read", reader);
            default -> {}
        }
    }

    private void begin(XMLStreamReader reader) throws XmlFaultException {
        if (open.size() == MAX_DEPTH || ++elements > MAX_ELEMENTS) {
            throw fault("there are too many elements, or they are nested too deeply", reader);
        }
        open.push(new Open(reader.getLocalName(), lineOf(reader), new StringBuilder(), new ArrayList<>()));
    }

    private void end() {
        Element closed = open.pop().close();
        (open.isEmpty() ? roots : open.peek().children()).add(closed);
    }

    private static XmlFaultException fault(String message, XMLStreamReader reader) {
        return new XmlFaultException(message, lineOf(reader));
    }

    private static int lineOf(XMLStreamReader reader) {
        return reader.getLocation().getLineNumber();
    }

    /** What helps to find an element that was never closed. */
    private String stillOpen() {
        return open.isEmpty()
                ? ""
                : "; `<" + open.peek().name() + ">` of line " + open.peek().line() + " is not closed";
    }
}
