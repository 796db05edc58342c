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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A will is a publish that is decided when its client connects. */
final class WillIT {

    private static final String SETTINGS =
            """
            version: 1
            listeners:
              plain:
                authenticate: password
                client-id: ${username}-*
                plaintext: permitted
            """;

    private static final String IDENTITIES =
            """
            version: 1
            identities:
              alice: {password: HASH, roles: [device]}
              root: {password: HASH, roles: [everything]}
            """
                    .replace("HASH", Site.HASH);

    private static final String POLICY =
            """
            version: 1
            roles:
              device:
                permissions:
                  - allow: publish
                    topics: plants/${client.id}/status
                    qos: [0, 1]
                    retain: false
                    max-payload: 16
                  - deny: publish
                    topics: plants/+/alarm
              everything:
                permissions:
                  - allow: [publish, subscribe]
                    every-topic: true
                    wildcards: the administrator of the test
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
    void will_permitted_isPublishedWhenTheClientIsTakenOver(Library library) {
        String id = "alice-good-" + library;
        Message will = Message.of("plants/" + id + "/status", "gone");
        try (Client root = Site.connected(Library.HIVEMQ_5, login("root", "root-of-" + id))) {
            assertThat(root.subscribe(will.topic(), 1).accepted()).isTrue();
            try (Client first = Site.connected(library, login("alice", id).willing(will));
                    Client second = Site.connected(Library.HIVEMQ_5, login("alice", id))) {
                Await.until("the will", () -> root.received().contains(will));
                Await.until("the end of the first connection", () -> !first.connected());
                assertThat(second.connected()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void will_topicOfAnother_isRefused(Library library) {
        assertReason(library, "topic", Message.of("plants/victim/status", "gone"), "no-permission");
    }

    @ParameterizedTest
    @EnumSource
    void will_qosTooHigh_isRefused(Library library) {
        assertReason(library, "qos", own(library, "qos").qos(2), "qos");
    }

    @ParameterizedTest
    @EnumSource
    void will_retained_isRefused(Library library) {
        assertReason(library, "retain", own(library, "retain").retained(), "retain");
    }

    @ParameterizedTest
    @EnumSource
    void will_payloadTooLarge_isRefused(Library library) {
        Message will = new Message(own(library, "large").topic(), "x".repeat(17), 1, false);
        assertReason(library, "large", will, "payload-size");
    }

    @ParameterizedTest
    @EnumSource
    void will_denied_isRefused(Library library) {
        assertReason(library, "deny", Message.of("plants/any/alarm", "gone"), "explicit-deny");
    }

    /** The broker itself does not check it, and {@code every-topic} does not open it. */
    @ParameterizedTest
    @EnumSource
    void will_topicOfTheBroker_isRefusedToTheAdministratorToo(Library library) {
        String id = "root-dollar-" + library;
        Login login = login("root", id).willing(Message.of("$SYS/forged", "gone"));
        Entry entry = Site.refused(broker, library, login);
        assertThat(entry.reason()).isEqualTo("reserved-topic");
        assertThat(entry.action()).isEqualTo("will");
    }

    private static void assertReason(Library library, String name, Message will, String reason) {
        Entry entry =
                Site.refused(broker, library, login("alice", id(library, name)).willing(will));
        assertThat(entry.reason()).as("%s", entry).isEqualTo(reason);
        assertThat(entry.action()).isEqualTo("will");
        assertThat(entry.text("mqtt.topic")).isEqualTo(will.topic());
        assertThat(entry.toString()).doesNotContain("gone");
    }

    private static Message own(Library library, String name) {
        return Message.of("plants/" + id(library, name) + "/status", "gone");
    }

    private static String id(Library library, String name) {
        return "alice-" + name + "-" + library;
    }

    private static Login login(String user, String clientId) {
        return Site.user(broker, "plain", user, clientId);
    }
}
