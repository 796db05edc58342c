/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Client;
import io.topicwarden.policy.TextPattern;
import io.topicwarden.policy.TimeWindow;
import io.topicwarden.policy.TlsVersion;
import io.topicwarden.policy.When;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Says in a clause why a key of a {@code when} does not hold for a client. */
public final class WhenExplanation {

    private static final String ATTRIBUTES = "attributes.";

    private WhenExplanation() {}

    /**
     * The clause.
     *
     * @param key the key as {@link When#unmet} names it
     */
    public static String of(String key, When when, Client client) {
        return switch (key) {
            case "identity" -> oneOf("identity", client.identity(), texts(when.identity()));
            case "client-id" -> oneOf("client identifier", given(client.clientId()), texts(when.clientId()));
            case "username" -> oneOf("user name", client.username(), texts(when.username()));
            case "listener" -> oneOf("listener", given(client.listener()), texts(when.listener()));
            case "network" -> oneOf("address", client.address().map(InetAddress::getHostAddress), when.network());
            case "tls" ->
                client.tls()
                                .map(version -> version + " is older than ")
                                .orElse("the connection is without TLS, not of ")
                        + when.tls().map(TlsVersion::toString).orElse("that");
            case "mqtt" -> oneOf("MQTT version", Optional.of(client.mqtt()), when.mqtt());
            case "certificate" ->
                client.certificate().isPresent() ? "the certificate is another one" : "there is no certificate";
            case "time" -> when.time().map(WhenExplanation::outside).orElse("it is not the time");
            default -> key.startsWith(ATTRIBUTES) ? attribute(key.substring(ATTRIBUTES.length()), when, client) : key;
        };
    }

    private static Optional<String> given(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static String attribute(String name, When when, Client client) {
        Optional<String> values =
                Optional.ofNullable(client.attributes().get(name)).map(list -> String.join(", ", list));
        return oneOf("attribute `" + name + "`", values, texts(when.attributes().getOrDefault(name, List.of())));
    }

    private static String oneOf(String what, Optional<?> value, List<?> wanted) {
        return value.map(present -> what + " `" + present + "` is not in " + wanted)
                .orElse("there is no " + what);
    }

    private static List<String> texts(List<TextPattern> patterns) {
        return patterns.stream().map(TextPattern::text).toList();
    }

    private static String outside(TimeWindow window) {
        String days = window.days().isEmpty() ? "" : " on " + new TreeSet<>(window.days());
        return "it is not between " + window.from() + " and " + window.to() + days + " in " + window.zone();
    }
}
