/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.engine.Terms;
import io.topicwarden.policy.CertificateFacts;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.MqttVersion;
import io.topicwarden.policy.TlsVersion;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The clients, hours, terms and topics that random policies over a few words can tell apart, drawn at random. */
final class TinyUniverse {

    static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final List<String> LEVELS = List.of("a", "b", "fresh", "", "$s", "pa");
    private static final List<List<String>> VALUES = List.of(
            List.of(),
            List.of("a"),
            List.of("b"),
            List.of("a", "b"),
            List.of("fresh"),
            List.of("a", "fresh"),
            List.of("a/b"),
            List.of("a", "a/b"),
            List.of("$s"),
            List.of("pa"));

    private final Random random;

    TinyUniverse(Random random) {
        this.random = random;
    }

    static List<String> topics() {
        List<String> topics = new ArrayList<>();
        for (String one : LEVELS) {
            topics.add(one);
            for (String two : LEVELS) {
                topics.add(one + "/" + two);
                for (String three : LEVELS) {
                    topics.add(one + "/" + two + "/" + three);
                }
            }
        }
        topics.removeIf(String::isEmpty);
        return topics;
    }

    Example example(Set<String> roles) {
        List<String> attribute = pick(VALUES);
        List<String> units = pick(VALUES);
        boolean certified = random.nextBoolean();
        Client client = new Client(
                pick(List.of("a", "b", "ab", "fresh")),
                Optional.of(pick(List.of("", "a", "b", "fresh"))).filter(name -> !name.isEmpty()),
                Optional.of(pick(List.of("a", "b", "fresh"))),
                pick(List.of("tls", "lan", "fresh")),
                Optional.of(pick(List.of(
                        address("10.0.0.1"),
                        address("10.0.0.2"),
                        address("10.0.1.1"),
                        address("9.9.9.9"),
                        address("::1")))),
                certified || random.nextBoolean() ? Optional.of(pick(List.of(TlsVersion.values()))) : Optional.empty(),
                pick(List.of(MqttVersion.values())),
                certified ? Optional.of(certificate(units)) : Optional.empty(),
                attribute.isEmpty() ? Map.of() : Map.of("v", attribute),
                roles);
        return new Example(client, pick(List.of(NOW, NOW.minusSeconds(9_000), NOW.plusSeconds(43_200))), "", List.of());
    }

    /** About a third of the topics. */
    List<String> someTopics(List<String> topics) {
        List<String> some = new ArrayList<>();
        for (int i = random.nextInt(3); i < topics.size(); i += 1 + random.nextInt(4)) {
            some.add(topics.get(i));
        }
        return some;
    }

    Terms terms() {
        return switch (random.nextInt(5)) {
            case 0, 1 -> new Terms.Publish(random.nextInt(3), random.nextBoolean(), pick(List.of(0L, 6L, 9L, 10L)));
            case 2 -> new Terms.Subscribe(random.nextInt(3), Optional.empty());
            default -> new Terms.Subscribe(random.nextInt(3), Optional.of(pick(List.of("g", "h", "fresh"))));
        };
    }

    private static CertificateFacts certificate(List<String> units) {
        return new CertificateFacts(
                List.of(), List.of(), units, "1", "2", List.of(), List.of(), List.of(), List.of(), "", "");
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
