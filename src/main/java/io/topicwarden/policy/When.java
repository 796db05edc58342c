/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A {@code when}: holds if every part holds. An empty list or {@link Optional} asks for nothing; a part that asks for
 * something that the client does not have does not hold.
 *
 * @param identity any of these identities
 * @param clientId any of these client identifiers
 * @param username any of these user names
 * @param listener any of these listeners
 * @param network any of these address ranges
 * @param tls at least this version of TLS
 * @param mqtt any of these versions of MQTT
 * @param attributes for each name, any of these among the attribute's values
 * @param certificate what the certificate must say
 * @param time the hours; only on permissions
 */
public record When(
        List<TextPattern> identity,
        List<TextPattern> clientId,
        List<TextPattern> username,
        List<TextPattern> listener,
        List<AddressRange> network,
        Optional<TlsVersion> tls,
        List<MqttVersion> mqtt,
        Map<String, List<TextPattern>> attributes,
        Optional<CertificateCondition> certificate,
        Optional<TimeWindow> time) {

    /** Asks for nothing and always holds. */
    public static final When ALWAYS = new When(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            Map.of(),
            Optional.empty(),
            Optional.empty());

    public When {
        identity = TextPatterns.copyOf(identity);
        clientId = TextPatterns.copyOf(clientId);
        username = TextPatterns.copyOf(username);
        listener = TextPatterns.copyOf(listener);
        network = List.copyOf(network);
        mqtt = List.copyOf(mqtt);
        attributes = attributes.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, attribute -> TextPatterns.copyOf(attribute.getValue())));
    }

    /** Whether every part holds for this client at this instant. */
    public boolean holds(Client client, Instant now) {
        return unmet(client, now).isEmpty();
    }

    /** The name of the first key that does not hold, in the order of the record; empty if all hold. */
    public Optional<String> unmet(Client client, Instant now) {
        if (!any(identity, client.identity())) {
            return Optional.of("identity");
        }
        if (!TextPatterns.hold(clientId, client.clientId())) {
            return Optional.of("client-id");
        }
        if (!any(username, client.username())) {
            return Optional.of("username");
        }
        if (!any(listener, Optional.of(client.listener()).filter(name -> !name.isEmpty()))) {
            return Optional.of("listener");
        }
        if (!network.isEmpty()
                && client.address()
                        .filter(address -> network.stream().anyMatch(range -> range.contains(address)))
                        .isEmpty()) {
            return Optional.of("network");
        }
        if (tls.isPresent()
                && client.tls().filter(version -> version.isAtLeast(tls.get())).isEmpty()) {
            return Optional.of("tls");
        }
        if (!mqtt.isEmpty() && !mqtt.contains(client.mqtt())) {
            return Optional.of("mqtt");
        }
        for (Map.Entry<String, List<TextPattern>> attribute : attributes.entrySet()) {
            if (!any(attribute.getValue(), client.attributes().getOrDefault(attribute.getKey(), List.of()))) {
                return Optional.of("attributes." + attribute.getKey());
            }
        }
        if (certificate.isPresent()
                && client.certificate().filter(certificate.get()::holds).isEmpty()) {
            return Optional.of("certificate");
        }
        return time.isPresent() && !time.get().contains(now) ? Optional.of("time") : Optional.empty();
    }

    private static boolean any(List<TextPattern> patterns, Optional<String> value) {
        return patterns.isEmpty() || (value.isPresent() && TextPatterns.hold(patterns, value.get()));
    }

    static boolean any(List<TextPattern> patterns, List<String> values) {
        return patterns.isEmpty() || TextPatterns.copyOf(patterns).matchAny(values);
    }
}
