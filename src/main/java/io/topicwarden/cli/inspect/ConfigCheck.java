/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.inspect;

import io.topicwarden.cli.xml.Element;
import io.topicwarden.policy.DidYouMean;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks for what {@code config.xml} says in vain, what it leaves to the environment, and for risky defaults. */
final class ConfigCheck implements Check {

    private static final Set<String> LISTENER = Set.of("port", "bind-address", "name");
    private static final Set<String> WEBSOCKET =
            Set.of("port", "bind-address", "name", "path", "subprotocols", "allow-extensions");

    /** The elements whose children the broker knows by name: only what security hangs on. */
    private static final Map<String, Set<String>> KNOWN = Map.of(
            "hivemq",
            Set.of("listeners", "mqtt", "restrictions", "security", "anonymous-usage-statistics", "persistence"),
            "listeners",
            Set.of("tcp-listener", "tls-tcp-listener", "websocket-listener", "tls-websocket-listener"),
            "tcp-listener",
            LISTENER,
            "tls-tcp-listener",
            with(LISTENER, "tls"),
            "websocket-listener",
            WEBSOCKET,
            "tls-websocket-listener",
            with(WEBSOCKET, "tls"),
            "tls",
            Set.of(
                    "keystore",
                    "truststore",
                    "protocols",
                    "cipher-suites",
                    "prefer-server-cipher-suites",
                    "handshake-timeout",
                    "client-authentication-mode"),
            "keystore",
            Set.of("path", "password", "private-key-password"),
            "truststore",
            Set.of("path", "password"));

    private static final long MOST_BYTES = 64 << 20;

    @Override
    public void run(BrokerHome home, Findings findings) {
        home.config().map(BrokerConfig::root).ifPresent(root -> {
            look(root, findings);
            packetSize(root, findings);
        });
    }

    private static void look(Element element, Findings findings) {
        if (BrokerConfig.isUnknown(element.text())) {
            findings.add(
                    FindingCode.CONFIG_PLACEHOLDER,
                    Severity.note,
                    BrokerHome.inConfig(element.line()),
                    "the value of `<" + element.name() + ">` comes from the environment");
        }
        Optional<Set<String>> known = Optional.ofNullable(KNOWN.get(element.name()));
        for (Element child : element.children()) {
            if (known.isPresent() && !known.get().contains(child.name())) {
                findings.add(
                        FindingCode.IGNORED_ELEMENT,
                        Severity.warning,
                        BrokerHome.inConfig(child.line()),
                        "`<" + child.name() + ">` in `<" + element.name() + ">` has no effect in HiveMQ CE"
                                + DidYouMean.help(child.name(), known.get())
                                        .map(help -> "; " + help)
                                        .orElse(""));
            } else {
                look(child, findings);
            }
        }
    }

    private static void packetSize(Element root, Findings findings) {
        Optional<Element> set = root.child("mqtt")
                .flatMap(mqtt -> mqtt.child("packets"))
                .flatMap(packets -> packets.child("max-packet-size"));
        if (set.isEmpty() || isLarge(set.get().text())) {
            findings.add(
                    FindingCode.PACKET_SIZE_UNLIMITED,
                    Severity.note,
                    BrokerHome.inConfig(set.map(Element::line).orElse(0)),
                    set.map(element -> "packets may have " + element.text() + " bytes")
                            .orElse("packets may have 268435460 bytes, since no `<max-packet-size>` is set"));
        }
    }

    private static boolean isLarge(String text) {
        return text.matches("[0-9]{1,18}") && Long.parseLong(text) > MOST_BYTES;
    }

    private static Set<String> with(Set<String> names, String one) {
        return java.util.stream.Stream.concat(names.stream(), java.util.stream.Stream.of(one))
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }
}
