/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.generate;

import io.topicwarden.audit.EventAction;
import io.topicwarden.audit.observed.Activity;
import io.topicwarden.audit.observed.Observation;
import io.topicwarden.audit.observed.Observed;
import io.topicwarden.audit.observed.ObservedClient;
import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.CertificateFacts;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.MqttVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What clients were seen to do, told one by one. */
final class Seen {

    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final Map<Client, List<Observation>> clients = new LinkedHashMap<>();

    static Client client(String identity, String clientId) {
        return new Client(
                clientId,
                Optional.empty(),
                Optional.of(identity),
                "mtls",
                Optional.empty(),
                Optional.empty(),
                MqttVersion.MQTT_5,
                Optional.empty(),
                Map.of(),
                Set.of());
    }

    /** A client with a certificate of this organizational unit, and attributes. */
    static Client client(String identity, List<String> ou, Map<String, List<String>> attributes) {
        CertificateFacts facts = new CertificateFacts(
                List.of(identity), List.of(), ou, "1f", "", List.of("CA"), List.of(), List.of(), List.of(), "", "");
        return new Client(
                identity,
                Optional.empty(),
                Optional.of(identity),
                "mtls",
                Optional.empty(),
                Optional.empty(),
                MqttVersion.MQTT_5,
                Optional.of(facts),
                attributes,
                Set.of());
    }

    Seen publish(Client client, String topic) {
        return did(client, Attempt.of(Attempt.Kind.PUBLISH, topic));
    }

    Seen subscribe(Client client, String filter) {
        return did(client, Attempt.of(Attempt.Kind.SUBSCRIBE, filter));
    }

    /** Something that was permitted. */
    Seen did(Client client, Attempt attempt) {
        return add(client, attempt, 1, 0, 0);
    }

    Seen add(Client client, Attempt attempt, long allowed, long filtered, long refused) {
        String topic = attempt.topic();
        Optional<String> group = Optional.empty();
        if (topic.startsWith("$share/")) {
            String rest = topic.substring("$share/".length());
            group = Optional.of(rest.substring(0, rest.indexOf('/')));
            topic = rest.substring(rest.indexOf('/') + 1);
        }
        EventAction action =
                switch (attempt.kind()) {
                    case SUBSCRIBE -> EventAction.SUBSCRIBE;
                    case WILL -> EventAction.WILL;
                    default -> EventAction.PUBLISH;
                };
        clients.computeIfAbsent(client, unused -> new ArrayList<>())
                .add(new Observation(
                        new Activity(action, topic, group, attempt.qos(), attempt.retain()),
                        allowed,
                        filtered,
                        refused,
                        attempt.payloadBytes(),
                        0,
                        NOW,
                        NOW));
        return this;
    }

    Observed observed() {
        List<ObservedClient> all = new ArrayList<>();
        clients.forEach((client, observations) -> all.add(new ObservedClient(client, Set.of(), observations)));
        return new Observed(NOW, NOW, Map.of(), all);
    }

    Evidence evidence() {
        return Evidence.of(observed(), Optional.empty(), Map.of(), NOW);
    }

    Proposal proposal() {
        return Proposal.of(evidence(), Optional.empty(), Set.of(), NOW);
    }

    Proposal proposal(int threshold) {
        return Proposal.of(evidence(), Optional.of(threshold), Set.of(), NOW);
    }

    /** The topic patterns of a proposal, in order. */
    static List<String> topics(Proposal proposal) {
        return proposal.policy()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("topics: \""))
                .map(line -> line.substring("topics: \"".length(), line.length() - 1))
                .toList();
    }
}
