/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.inspect;

import io.topicwarden.cli.xml.Element;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What {@code config.xml} says, read as the broker reads it.
 *
 * @param root its root element
 * @param listeners in order, each with the name that the broker gives it
 */
record BrokerConfig(Element root, List<ConfiguredListener> listeners) {

    static BrokerConfig of(Element root) {
        List<ConfiguredListener> listeners = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        root.child("listeners").map(Element::children).orElse(List.of()).forEach(element -> {
            for (ConfiguredListener.Kind kind : ConfiguredListener.Kind.values()) {
                if (kind.element().equals(element.name())) {
                    listeners.add(ConfiguredListener.of(kind, element, taken));
                }
            }
        });
        return new BrokerConfig(root, List.copyOf(listeners));
    }

    /** Whether the broker puts a value of its environment in this text. */
    static boolean isUnknown(String text) {
        int start = text.indexOf("${");
        return start >= 0 && text.indexOf('}', start) >= 0;
    }
}
