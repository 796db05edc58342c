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
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which filters are accepted from whom. */
final class SubscribeIT {

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
              hash: {password: HASH, roles: [hash]}
            """
                    .replace("HASH", Site.HASH);

    private static final String POLICY =
            """
            version: 1
            roles:
              device:
                permissions:
                  - allow: subscribe
                    topics: ["plants/${client.id}/commands", plants/alarms]
                  - allow: subscribe
                    topics: sites/+/${client.id}/#
                    wildcards: a device owns its part of each site
                  - allow: subscribe
                    topics: jobs/pending
                    shared-groups: [workers]
                  - deny: subscribe
                    topics: sites/secret/#
                  - allow: subscribe
                    topics: halls/+/state
                    wildcards: the states of all halls
                  - allow: subscribe
                    topics: low/state
                    qos: [0, 1]
              everything:
                permissions:
                  - allow: [publish, subscribe]
                    every-topic: true
                    shared-groups: "*"
                    wildcards: the administrator of the test
              hash:
                permissions:
                  - allow: subscribe
                    topics: "#"
                    wildcards: all but the topics of the broker
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
    void subscribe_ownTopic_isAccepted(Library library) {
        String id = "alice-own-" + library;
        try (Client device = connected(library, id)) {
            assertThat(device.subscribe("plants/" + id + "/commands", 1).accepted())
                    .isTrue();
            assertThat(device.subscribe("sites/+/" + id + "/a/+/#", 1).accepted())
                    .as("narrower than the wildcards that are allowed, but for sites/secret")
                    .isFalse();
            assertThat(device.subscribe("sites/north/" + id + "/a/+/#", 1).accepted())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void subscribe_topicOfAnother_isRefusedAndTheClientStays(Library library) {
        String id = "alice-nosy-" + library;
        try (Client device = connected(library, id)) {
            Reply reply = device.subscribe("plants/victim/commands", 1);
            assertThat(reply.accepted()).isFalse();
            assertThat(reply.code()).isEqualTo(library.mqtt() == 5 ? Reply.NOT_AUTHORIZED : 0x80);
            assertThat(device.connected()).isTrue();
            Entry entry = broker.denials().awaitTopic(id, "plants/victim/commands");
            assertThat(entry.reason()).isEqualTo("no-permission");
            assertThat(entry.action()).isEqualTo("subscribe");
            reply.reason().ifPresent(reason -> assertThat(reason).isEqualTo(entry.id()));
        }
    }

    /** The root of several CVEs: a filter checked as if it were one topic. */
    @ParameterizedTest
    @EnumSource
    void subscribe_widerThanPermitted_isRefusedWithAWitness(Library library) {
        String id = "alice-wide-" + library;
        try (Client device = connected(library, id)) {
            for (String filter : new String[] {"halls/#", "plants/+/commands", "#", "+/+/state", "halls/+/+"}) {
                assertThat(device.subscribe(filter, 1).accepted()).as(filter).isFalse();
                Entry entry = broker.denials().awaitTopic(id, filter);
                assertThat(entry.reason()).as("%s", entry).isEqualTo("not-covered");
                assertThat(entry.text("topicwarden.witness")).isNotEmpty();
            }
        }
    }

    @Test
    void subscribe_refusedFilter_isNotDelivered() {
        try (Client device = connected(Library.HIVEMQ_5, "alice-deaf");
                Client root = Site.connected(Library.PAHO_5, login("root", "root-1"))) {
            assertThat(device.subscribe("halls/#", 1).accepted()).isFalse();
            assertThat(device.subscribe("plants/alarms", 1).accepted()).isTrue();
            root.publish(Message.of("halls/1/plan", "secret"));
            root.publish(Message.of("plants/alarms", "last"));
            Await.until("the alarm", () -> device.received().stream()
                    .anyMatch(m -> m.payload().equals("last")));
            assertThat(device.received()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void subscribe_meetsADeny_isRefusedWithTheRule(Library library) {
        String id = "alice-denied-" + library;
        try (Client device = connected(library, id)) {
            String filter = "sites/secret/" + id + "/plan";
            assertThat(device.subscribe(filter, 1).accepted()).isFalse();
            Entry entry = broker.denials().awaitTopic(id, filter);
            assertThat(entry.reason()).isEqualTo("explicit-deny");
            assertThat(entry.text("topicwarden.rule.role")).isEqualTo("device");
        }
    }

    @Test
    void subscribe_qosTooHigh_isRefused() {
        try (Client device = connected(Library.HIVEMQ_5, "alice-qos")) {
            assertThat(device.subscribe("low/state", 1).accepted()).isTrue();
            assertThat(device.subscribe("low/state", 2).accepted()).isFalse();
        }
        assertThat(broker.denials().awaitTopic("alice-qos", "low/state").reason())
                .isEqualTo("qos");
    }

    @ParameterizedTest
    @EnumSource(names = {"HIVEMQ_3", "HIVEMQ_5", "PAHO_3"})
    void subscribe_sharedGroupOfThePermission_isAccepted(Library library) {
        try (Client device = connected(library, "alice-worker-" + library)) {
            assertThat(device.subscribe("$share/workers/jobs/pending", 1).accepted())
                    .isTrue();
            assertThat(device.subscribe("jobs/pending", 1).accepted()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HIVEMQ_3", "HIVEMQ_5", "PAHO_3"})
    void subscribe_otherSharedGroup_isRefused(Library library) {
        String id = "alice-outsider-" + library;
        try (Client device = connected(library, id)) {
            assertThat(device.subscribe("$share/others/jobs/pending", 1).accepted())
                    .isFalse();
            Entry entry = broker.denials().awaitTopic(id, "jobs/pending");
            assertThat(entry.reason()).isEqualTo("shared-group");
            assertThat(entry.text("mqtt.shared_group")).isEqualTo("others");
            assertThat(device.subscribe("$share/workers/plants/alarms", 1).accepted())
                    .as("a permission that names no group")
                    .isFalse();
            assertThat(device.subscribe("$share/workers/#", 1).accepted()).isFalse();
        }
    }

    /** Even the administrator is refused what is no shared subscription at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$share",
                "$share/",
                "$share/g",
                "$share/g/",
                "$share//a",
                "$share/+/a",
                "$share/#",
                "$share/a#/b"
            })
    void subscribe_malformedShare_isRefused(String filter) {
        try (RawClient client = RawClient.open(broker.address("plain"))) {
            assertThat(client.connect("root-malformed", "root", Site.PASSWORD).connackCode())
                    .isZero();
            Packet answer = client.subscribe(filter);
            assertThat(answer.refusesSubscribe()).as("%s to %s", answer, filter).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plants/#/commands", "plants/a+/x", "a#", ""})
    void subscribe_malformedFilter_isRefused(String filter) {
        try (RawClient client = RawClient.open(broker.address("plain"))) {
            assertThat(client.connect("root-filter", "root", Site.PASSWORD).connackCode())
                    .isZero();
            Packet answer = client.subscribe(filter);
            assertThat(answer.refusesSubscribe()).as("%s", answer).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "#"})
    void subscribe_filterOf65535Characters_isAnsweredAndTheBrokerGoesOn(String end) {
        try (RawClient client = RawClient.open(broker.address("plain"))) {
            assertThat(client.connect("alice-deep", "alice", Site.PASSWORD).connackCode())
                    .isZero();
            Packet answer = client.subscribe("/".repeat(65_535 - end.length()) + end);
            assertThat(answer.refusesSubscribe()).as("%s", answer).isTrue();
        }
        try (Client device = connected(Library.PAHO_5, "alice-after-deep" + end.length())) {
            assertThat(device.subscribe("plants/alarms", 1).accepted()).isTrue();
        }
    }

    /** MQTT 5 §4.7.2: a leading wildcard does not match the topics of the broker. */
    @ParameterizedTest
    @EnumSource
    void subscribe_topicsOfTheBroker_needTheirOwnPermission(Library library) {
        String id = "hash-" + library;
        try (Client client = Site.connected(library, login("hash", id))) {
            assertThat(client.subscribe("$SYS/#", 1).accepted()).isFalse();
            assertThat(client.subscribe("#", 1).accepted()).isTrue();
        }
        broker.denials().awaitTopic(id, "$SYS/#");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plants/alarms/", "/plants/alarms", "Plants/alarms", "plants//alarms"})
    void subscribe_filterThatOnlyLooksAlike_isRefused(String filter) {
        try (Client device = connected(Library.HIVEMQ_5, "alice-alike")) {
            assertThat(device.subscribe(filter, 1).accepted()).isFalse();
        }
    }

    @Test
    void subscribe_everyRefusalInOneConnection_isOnRecord() {
        try (Client device = connected(Library.HIVEMQ_5, "alice-counted")) {
            for (int i = 0; i < 20; i++) {
                assertThat(device.subscribe("plants/victim-" + i + "/commands", 1)
                                .accepted())
                        .isFalse();
            }
        }
        Predicate<Entry> mine = entry -> entry.text("mqtt.client_id").equals("alice-counted");
        Await.until("twenty refusals", () -> broker.denials().count(mine) == 20);
    }

    private static Client connected(Library library, String id) {
        return Site.connected(library, login("alice", id));
    }

    private static Login login(String user, String clientId) {
        return Site.user(broker, "plain", user, clientId);
    }
}
