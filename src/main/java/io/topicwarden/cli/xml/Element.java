/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.xml;

import java.util.List;
import java.util.Optional;

/**
 * An element of an XML file.
 *
 * @param name without a prefix
 * @param line where it begins, counted from 1
 * @param text its own text without that of its children, trimmed
 * @param children in order
 */
public record Element(String name, int line, String text, List<Element> children) {

    public Element {
        children = List.copyOf(children);
    }

    /** The last child of this name; of several the last one counts, as it does for the programs that read these files. */
    public Optional<Element> child(String child) {
        return all(child).stream().reduce((first, second) -> second);
    }

    /** All children of this name. */
    public List<Element> all(String child) {
        return children.stream().filter(element -> element.name.equals(child)).toList();
    }

    /** The text of a child, if there is one and it is not empty. */
    public Optional<String> textOf(String child) {
        return child(child).map(Element::text).filter(text -> !text.isEmpty());
    }
}
