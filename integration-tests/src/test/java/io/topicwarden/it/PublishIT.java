/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.it.broker.Await;
import io.topicwarden.it.broker.Broker;
import io.topicwarden.it.broker.Entry;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.client.Client;
import io.topicwarden.it.client.Library;
import io.topicwarden.it.client.Login;
import io.topicwarden.it.client.Message;
import io.topicwarden.it.client.Packet;
import io.topicwarden.it.client.RawClient;
import io.topicwarden.it.client.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is accepted from whom. */
final class PublishIT {

    private static final String SETTINGS =
            """
            version: 1
            listeners:
              plain:
                authenticate: password
                client-id: ${username}*
                plaintext: permitted
            """;

    private static final String IDENTITIES =
            """
            version: 1
            identities:
              alice: {password: HASH, roles: [device]}
              bob: {password: HASH, roles: [device], attributes: {line: [a, "+"]}}
              carol: {password: HASH, roles: [device, fenced]}
              watcher: {password: HASH, roles: [reader]}
              nobody: {password: HASH}
              "+": {password: HASH, roles: [device]}
              "#": {password: HASH, roles: [device]}
            """
                    .replace("HASH", Site.HASH);

    private static final String POLICY =
            """
            version: 1
            roles:
              device:
                permissions:
                  - allow: publish
                    topics: ["plants/${client.id}/data", "plants/dev-${client.id}"]
                    qos: [0, 1]
                    retain: false
                    max-payload: 1KiB
                  - allow: publish
                    topics: plants/${client.id}/files/#
                    wildcards: a device owns its files
                  - allow: publish
                    topics: lines/${attributes.line}/data
                  - deny: publish
                    topics: plants/+/files/secret/#
                  - allow: publish
                    topics: modern/data
                    when: {mqtt: 5}
              fenced:
                permissions:
                  - deny: publish
                    topics: fences/${attributes.fence}
              reader:
                permissions:
                  - allow: subscribe
                    topics: plants/#
                    wildcards: the test reads all that was accepted
            """;

    private static Broker broker;

    @BeforeAll
    static void start() {
        broker = Broker.builder()
                .listeners(Listener.tcp("plain"))
                .conf("topicwarden.yaml", SETTINGS)
                .conf("identities.yaml", IDENTITIES)
                .conf("policy.yaml", POLICY)
                .start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @EnumSource
    void publish_permitted_isDelivered(Library library) {
        String id = "alice-good-" + library;
        try (Client reader = Site.connected(Library.HIVEMQ_5, login("watcher", "watcher-of-" + id));
                Client device = Site.connected(library, login("alice", id))) {
            assertThat(reader.subscribe("plants/" + id + "/data", 1).accepted()).isTrue();
            assertThat(device.publish(data(id)).accepted()).isTrue();
            Await.until("the message", () -> reader.received().contains(data(id)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void publish_topicOfAnother_isRefusedAndEndsTheConnection(Library library) {
        String id = "alice-thief-" + library;
        try (Client device = Site.connected(library, login("alice", id))) {
            Reply reply = device.publish(data("good-9"));
            assertThat(reply.accepted()).isFalse();
            Await.until("the end of the connection", () -> !device.connected());
            Entry entry = broker.denials().awaitTopic(id, "plants/good-9/data");
            assertThat(entry.reason()).isEqualTo("no-permission");
            assertThat(entry.action()).isEqualTo("publish");
            reply.reason().ifPresent(reason -> assertThat(reason).isEqualTo(entry.id()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void publish_qos0TopicOfAnother_isNotDelivered(Library library) {
        String id = "alice-quiet-" + library;
        try (Client reader = Site.connected(Library.HIVEMQ_5, login("watcher", "watcher-of-" + id));
                Client device = Site.connected(library, login("alice", id))) {
            assertThat(reader.subscribe("plants/#", 1).accepted()).isTrue();
            device.publish(new Message("plants/" + id + "/other", "x", 0, false));
            broker.denials().awaitTopic(id, "plants/" + id + "/other");
            assertThat(reader.received()).noneMatch(message -> message.topic().endsWith("/other"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void publish_qosTooHigh_isRefused(Library library) {
        assertReason(library, "alice-qos-" + library, "qos", id -> data(id).qos(2));
    }

    @ParameterizedTest
    @EnumSource
    void publish_retained_isRefused(Library library) {
        assertReason(library, "alice-retain-" + library, "retain", id -> data(id).retained());
    }

    @ParameterizedTest
    @EnumSource
    void publish_payloadTooLarge_isRefused(Library library) {
        assertReason(
                library,
                "alice-large-" + library,
                "payload-size",
                id -> Message.of("plants/" + id + "/data", "x".repeat(1025)));
    }

    @Test
    void publish_payloadJustFits_isAccepted() {
        try (Client device = Site.connected(Library.HIVEMQ_5, login("alice", "alice-fits"))) {
            Reply reply = device.publish(Message.of("plants/alice-fits/data", "x".repeat(1024)));
            assertThat(reply.accepted()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void publish_deniedInsideAnAllow_isRefusedWithTheRule(Library library) {
        String id = "alice-deny-" + library;
        String topic = "plants/" + id + "/files/secret/key";
        assertReason(library, id, "explicit-deny", any -> Message.of(topic, "x"));
        Entry entry = broker.denials().awaitTopic(id, topic);
        assertThat(entry.text("topicwarden.rule.role")).isEqualTo("device");
        assertThat(entry.text("topicwarden.rule.file")).endsWith("policy.yaml");
        assertThat(entry.text("topicwarden.rule.line")).isEqualTo("15");
    }

    @Test
    void publish_noRole_isRefused() {
        try (Client client = Site.connected(Library.HIVEMQ_5, login("nobody", "nobody-1"))) {
            assertThat(client.publish(data("nobody-1")).accepted()).isFalse();
        }
        assertThat(broker.denials().awaitClient("nobody-1").reason()).isEqualTo("no-permission");
    }

    @ParameterizedTest
    @EnumSource
    void publish_permissionWithACondition_holdsOnlyWithIt(Library library) {
        String id = "alice-modern-" + library;
        try (Client device = Site.connected(library, login("alice", id))) {
            boolean accepted = device.publish(Message.of("modern/data", "x")).accepted();
            assertThat(accepted).isEqualTo(library.mqtt() == 5);
        }
        if (library.mqtt() == 3) {
            assertThat(broker.denials().awaitClient(id).reason()).isEqualTo("condition");
        }
    }

    /** A deny that cannot be decided denies. */
    @ParameterizedTest
    @EnumSource
    void publish_denyWithAVariableWithoutValue_refusesEverything(Library library) {
        assertReason(library, "carol", "carol-" + library, "unresolved-variable", PublishIT::data);
    }

    /** CVE-2017-7650 in another broker: a name that is a wildcard, pasted into a pattern. */
    @ParameterizedTest
    @CsvSource({
        "+, +, plants/victim/data",
        "#, #, plants/victim/data",
        "alice, alice+, plants/alice1/data",
        "alice, alice#, plants/alice/data",
        "alice, alice/b, plants/alice/b/data",
        "alice, alice/, plants/alice//data"
    })
    void publish_clientIdentifierWithWildcardOrSeparator_opensNothing(String user, String id, String topic) {
        try (RawClient client = RawClient.open(broker.address("plain"))) {
            assertThat(client.connect(id, user, Site.PASSWORD).connackCode()).isZero();
            Packet answer = client.publish(topic, "x");
            assertThat(answer.refusesPublish()).as("%s", answer).isTrue();
            assertThat(broker.denials().awaitTopic(id, topic).reason()).isIn("no-permission", "unresolved-variable");
        }
    }

    @Test
    void publish_attributeThatIsAWildcard_opensOnlyTheOtherValue() {
        try (Client client = Site.connected(Library.HIVEMQ_5, login("bob", "bob-lines"))) {
            assertThat(client.publish(Message.of("lines/a/data", "x")).accepted())
                    .isTrue();
            assertThat(client.publish(Message.of("lines/b/data", "x")).accepted())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plants/alice-edge/data/",
                "/plants/alice-edge/data",
                "plants/alice-edge//data",
                "plants/Alice-edge/data"
            })
    void publish_topicThatOnlyLooksAlike_isRefused(String topic) {
        try (Client client = Site.connected(Library.HIVEMQ_5, login("alice", "alice-edge"))) {
            assertThat(client.publish(Message.of(topic, "x")).accepted()).isFalse();
        }
        broker.denials().awaitTopic("alice-edge", topic);
    }

    @Test
    void publish_topicOf65535Slashes_isRefusedAndTheBrokerGoesOn() {
        try (RawClient client = RawClient.open(broker.address("plain"))) {
            assertThat(client.connect("alice-slashes", "alice", Site.PASSWORD).connackCode())
                    .isZero();
            assertThat(client.publish("/".repeat(65_535), "x").refusesPublish()).isTrue();
        }
        try (Client device = Site.connected(Library.PAHO_5, login("alice", "alice-after-slashes"))) {
            assertThat(device.publish(data("alice-after-slashes")).accepted()).isTrue();
        }
    }

    private interface Attempt {
        Message by(String id);
    }

    private static void assertReason(Library library, String id, String reason, Attempt attempt) {
        assertReason(library, "alice", id, reason, attempt);
    }

    private static void assertReason(Library library, String user, String id, String reason, Attempt attempt) {
        Message message = attempt.by(id);
        try (Client device = Site.connected(library, login(user, id))) {
            assertThat(device.publish(message).accepted()).isFalse();
        }
        assertThat(broker.denials().awaitTopic(id, message.topic()).reason()).isEqualTo(reason);
    }

    private static Message data(String id) {
        return Message.of("plants/" + id + "/data", "21.5");
    }

    private static Login login(String user, String clientId) {
        return Site.user(broker, "plain", user, clientId);
    }
}
