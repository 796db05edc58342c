/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A block of text encoding (RFC 7468).
 *
 * @param label what the block says it is: {@code CERTIFICATE}
 * @param line where it begins, from 1
 * @param content what it encodes
 */
record PemBlock(String label, int line, ByteBuffer content) {

    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    /** The blocks of a file in order; what stands around them is passed over, as tools write text there. */
    static List<PemBlock> read(byte[] file) throws CertificateFileException {
        List<String> lines =
                new String(file, StandardCharsets.ISO_8859_1).lines().toList();
        List<PemBlock> blocks = new ArrayList<>();
        int line = 0;
        while (line < lines.size()) {
            if (isBegin(lines.get(line))) {
                int end = end(lines, line);
                blocks.add(block(lines, line, end));
                line = end;
            }
            line++;
        }
        return blocks;
    }

    private static boolean isBegin(String line) {
        return line.contains(BEGIN);
    }

    private static int end(List<String> lines, int begin) throws CertificateFileException {
        for (int i = begin + 1; i < lines.size() && !isBegin(lines.get(i)); i++) {
            if (lines.get(i).startsWith(END)) {
                return i;
            }
        }
        throw new CertificateFileException("the block that begins on line " + (begin + 1) + " has no end");
    }

    private static PemBlock block(List<String> lines, int begin, int end) throws CertificateFileException {
        String label = label(lines.get(begin), BEGIN);
        if (!label.equals(label(lines.get(end), END))) {
            throw new CertificateFileException(
                    "the block that begins on line " + (begin + 1) + " ends as another kind of block");
        }
        if (label.endsWith("PRIVATE KEY")) {
            throw new CertificateFileException("line " + (begin + 1)
                    + " begins a private key, which does not belong here: keep it where only its owner reads it");
        }
        String text = String.join("", lines.subList(begin + 1, end));
        try {
            byte[] content = Base64.getDecoder().decode(withoutSpace(text));
            return new PemBlock(label, begin + 1, ByteBuffer.wrap(content));
        } catch (IllegalArgumentException e) {
            throw new CertificateFileException("the block that begins on line " + (begin + 1) + " is not valid base64");
        }
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("[ \t\r]", "");
    }

    private static String label(String line, String prefix) {
        String rest = line.substring(line.indexOf(prefix) + prefix.length()).stripTrailing();
        return rest.endsWith(DASHES) ? rest.substring(0, rest.length() - DASHES.length()) : rest;
    }
}
