/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.inspect;

import io.topicwarden.cli.xml.Element;
import java.util.Optional;
import java.util.Set;

/**
 * A listener of {@code config.xml}.
 *
 * @param kind what it speaks
 * @param name as the broker calls it: its {@code <name>}, else the kind and the port, with a number behind if that is taken
 * @param chosen its {@code <name>}
 * @param port as it is written
 * @param address what it is bound to; 0.0.0.0 if nothing is said
 * @param tls its {@code <tls>}
 * @param line where it begins
 */
record ConfiguredListener(
        Kind kind,
        String name,
        Optional<String> chosen,
        String port,
        String address,
        Optional<TlsElement> tls,
        int line) {

    /** The kinds of listener, by their elements. */
    enum Kind {
        TCP("tcp-listener", false),
        TLS_TCP("tls-tcp-listener", true),
        WEBSOCKET("websocket-listener", false),
        TLS_WEBSOCKET("tls-websocket-listener", true);

        private final String element;
        private final boolean encrypted;

        Kind(String element, boolean encrypted) {
            this.element = element;
            this.encrypted = encrypted;
        }

        String element() {
            return element;
        }

        boolean encrypted() {
            return encrypted;
        }
    }

    /** Reads a listener and adds its name to those taken. */
    static ConfiguredListener of(Kind kind, Element element, Set<String> taken) {
        String port = element.textOf("port").orElse("0");
        Optional<String> chosen = element.textOf("name");
        String wanted = chosen.orElse(kind.element() + "-" + port);
        String name = wanted;
        for (int i = 1; !taken.add(name); i++) {
            name = wanted + "-" + i;
        }
        return new ConfiguredListener(
                kind,
                name,
                chosen,
                port,
                element.textOf("bind-address").orElse("0.0.0.0"),
                kind.encrypted() ? element.child("tls").map(TlsElement::of) : Optional.empty(),
                element.line());
    }

    /** Whether it was not called what it asks to be called, since another is. */
    boolean isRenamed() {
        return chosen.isPresent() && !chosen.get().equals(name);
    }

    /** Whether only the machine itself reaches it. */
    boolean isLocal() {
        return address.equals("localhost") || address.startsWith("127.") || address.equals("::1");
    }

    /** {@code tcp-listener `local` at 127.0.0.1:1883}. */
    String shown() {
        return kind.element() + " `" + name + "` at " + (address.contains(":") ? "[" + address + "]" : address) + ":"
                + port;
    }

    Place place() {
        return BrokerHome.inConfig(line);
    }
}
