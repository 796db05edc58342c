/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.it.broker.Await;
import io.topicwarden.it.broker.Broker;
import io.topicwarden.it.broker.Entry;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.broker.Listener.ClientCertificate;
import io.topicwarden.it.client.Client;
import io.topicwarden.it.client.Library;
import io.topicwarden.it.client.Login;
import io.topicwarden.it.client.Message;
import io.topicwarden.it.client.RawClient;
import io.topicwarden.it.client.Reply;
import io.topicwarden.testing.IssuedCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The denial log: complete, exact, and impossible to forge. */
final class RecordIT {

    private static final String SETTINGS =
            """
            version: 1
            listeners:
              plain:
                authenticate: password
                client-id: ${username}*
                plaintext: permitted
              mtls:
                authenticate: certificate
            certificates:
              trust-anchors: [certs/plant-ca.pem]
              revocation-lists: [certs/plant-ca.crl]
            """;

    private static final String IDENTITIES =
            """
            version: 1
            identities:
              alice: {password: HASH, roles: [sensor]}
            """
                    .replace("HASH", Site.HASH);

    private static final String POLICY =
            """
            version: 1
            roles:
              sensor:
                permissions:
                  - allow: publish
                    topics: plants/${client.id}/data
                    qos: [0, 1]
                  - deny: publish
                    topics: plants/+/firmware
                  - allow: subscribe
                    topics: plants/${client.id}/jobs
                    shared-groups: [workers]
            assignments:
              - roles: [sensor]
                when: {certificate: {issuer-cn: Plant CA}}
            """;

    private static final Site SITE = new Site();

    private static Broker broker;

    @BeforeAll
    static void start() {
        broker = SITE.broker()
                .listeners(Listener.tcp("plain"), Listener.tls("mtls", ClientCertificate.REQUIRED))
                .conf("topicwarden.yaml", SETTINGS)
                .conf("identities.yaml", IDENTITIES)
                .conf("policy.yaml", POLICY)
                .start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void record_refusedPublish_saysWhoWhatAndWhy() {
        IssuedCertificate certificate = SITE.sensor("s1");
        Instant before = Instant.now();
        Login login = Login.at(broker.address("mtls"), "s1").over(SITE.tls().presenting(certificate));
        try (Client sensor = Site.connected(Library.HIVEMQ_5, login)) {
            sensor.publish(Message.of("plants/s1/firmware", "payload-text"));
        }
        Entry entry = broker.denials().awaitTopic("s1", "plants/s1/firmware");
        assertThat(Instant.parse(entry.text("@timestamp")))
                .isBetween(before, Instant.now().plus(Duration.ofSeconds(1)));
        assertThat(entry.id()).isNotEmpty();
        assertThat(entry.sequence()).isPositive();
        assertThat(entry.count()).isEqualTo(1);
        assertText(entry, "event.action", "publish");
        assertText(entry, "event.outcome", "failure");
        assertText(entry, "event.reason", "explicit-deny");
        assertThat(entry.text("message")).isNotEmpty();
        assertText(entry, "client.ip", broker.clientAddress());
        assertText(entry, "user.name", "s1");
        assertText(entry, "tls.version", "TLSv1.3");
        assertThat(entry.text("tls.client.subject")).contains("CN=s1", "OU=assembly");
        assertThat(entry.text("tls.client.issuer")).contains("CN=Plant CA");
        assertThat(entry.text("tls.client.x509.serial_number"))
                .isEqualToIgnoringCase(certificate.serial().toString(16));
        assertThat(entry.text("tls.client.hash.sha256")).matches("[0-9A-Fa-f]{64}");
        assertText(entry, "mqtt.client_id", "s1");
        assertText(entry, "mqtt.listener", "mtls");
        assertText(entry, "mqtt.version", "5");
        assertText(entry, "mqtt.qos", "1");
        assertText(entry, "mqtt.retain", "false");
        assertText(entry, "mqtt.payload_bytes", "12");
        assertText(entry, "topicwarden.rule.role", "sensor");
        assertText(entry, "topicwarden.rule.permission", "2");
        assertThat(entry.text("topicwarden.rule.file")).endsWith("policy.yaml");
        assertText(entry, "topicwarden.rule.line", "8");
        assertThat(entry.text("topicwarden.policy")).matches("[0-9a-f]{64}");
        assertThat(entry.toString()).doesNotContain("payload-text");
    }

    @Test
    void record_nearMiss_namesTheConditionThatFailed() {
        try (Client sensor = Site.connected(Library.HIVEMQ_5, user("alice-near"))) {
            sensor.publish(Message.of("plants/alice-near/data", "x").qos(2));
        }
        Entry entry = broker.denials().awaitClient("alice-near");
        assertText(entry, "event.reason", "qos");
        assertText(entry, "mqtt.username", "alice");
        assertText(entry, "topicwarden.near_miss.role", "sensor");
        assertText(entry, "topicwarden.near_miss.line", "5");
        assertThat(entry.text("topicwarden.near_miss.condition")).isNotEmpty();
        assertThat(entry.text("message")).contains("sensor", "policy.yaml:5");
    }

    @Test
    void record_refusedFilter_namesAWitness() {
        try (Client sensor = Site.connected(Library.PAHO_3, user("alice-witness"))) {
            assertThat(sensor.subscribe("plants/alice-witness/#", 1).accepted()).isFalse();
        }
        Entry entry = broker.denials().awaitTopic("alice-witness", "plants/alice-witness/#");
        assertText(entry, "event.reason", "not-covered");
        assertText(entry, "mqtt.version", "3");
        assertThat(entry.text("topicwarden.witness")).startsWith("plants/alice-witness");
    }

    /** What the client is told must not help it. */
    @Test
    void record_reasonString_isTheIdAndNothingElse() {
        try (Client sensor = Site.connected(Library.HIVEMQ_5, user("alice-told"))) {
            Reply reply = sensor.subscribe("plants/other/jobs", 1);
            Entry entry = broker.denials().awaitTopic("alice-told", "plants/other/jobs");
            assertThat(reply.reason()).contains(entry.id());
        }
        Login wrong = user("alice-told-connect").as("alice", "guess");
        Reply reply = Site.attempt(Library.HIVEMQ_5, wrong);
        assertThat(reply.reason())
                .contains(broker.denials().awaitClient("alice-told-connect").id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quote\"}\n{\"event.id\":\"forged\"",
                "back\\slash\\n",
                "tab\tcr\rnull-less",
                "\u2028line\u2029paragraph\u0085next",
                "\u202egnp.exe",
                "\u001b[31mred"
            })
    void record_hostileText_staysOneLine(String text) {
        String id = "hostile " + text;
        try (RawClient client = RawClient.open(broker.address("plain"))) {
            client.connect(id, text, "guess");
        }
        try (RawClient client = RawClient.open(broker.address("plain"))) {
            client.connect("alice-messenger-" + text.length(), "alice", Site.PASSWORD);
            client.publish("plants/" + text + "/firmware", text);
        }
        broker.denials().lines().forEach(line -> assertThat(line)
                .startsWith("{")
                .endsWith("}")
                .matches("[^\\p{Cntrl}\u0085\u2028\u2029\u202e]*"));
        assertThat(broker.denials().entries()).noneMatch(entry -> entry.id().equals("forged"));
    }

    @ParameterizedTest
    @EnumSource(names = {"HIVEMQ_5", "PAHO_3"})
    void record_flood_isCountedExactly(Library library) {
        int refusals = 200;
        String id = "alice-flood-" + library;
        try (Client sensor = Site.connected(library, user(id))) {
            for (int i = 0; i < refusals; i++) {
                assertThat(sensor.subscribe("plants/other/jobs", 1).accepted()).isFalse();
            }
        }
        Await.until("all refusals", () -> count(id) >= refusals);
        assertThat(count(id)).isEqualTo(refusals);
    }

    @Test
    void record_refusedConnects_areCountedExactly() {
        int refusals = 40;
        Login wrong = user("alice-guesser").as("alice", "guess");
        IntStream.range(0, refusals).parallel().forEach(i -> {
            try (RawClient client = RawClient.open(broker.address("plain"))) {
                assertThat(client.connect("alice-guesser", "alice", "guess" + i).connackCode())
                        .isNotZero();
            }
        });
        assertThat(Site.attempt(Library.PAHO_3, wrong).accepted()).isFalse();
        Await.until("all refusals", () -> count("alice-guesser") >= refusals + 1);
        assertThat(count("alice-guesser")).isEqualTo(refusals + 1);
    }

    @Test
    void sequence_acrossRestarts_hasNoGaps() {
        Site.refused(broker, Library.PAHO_5, user("alice-before-restart").as("alice", "guess"));
        broker.restart();
        Site.refused(broker, Library.PAHO_5, user("alice-after-restart").as("alice", "guess"));
        List<Long> sequence =
                broker.denials().entries().stream().map(Entry::sequence).toList();
        long first = sequence.get(0);
        assertThat(sequence)
                .isEqualTo(
                        LongStream.range(first, first + sequence.size()).boxed().toList());
    }

    @Test
    void sequence_afterThePowerFailed_hasNoGaps() {
        Site.refused(broker, Library.PAHO_5, user("alice-before-failure").as("alice", "guess"));
        broker.kill();
        broker.restart();
        Site.refused(broker, Library.PAHO_5, user("alice-after-failure").as("alice", "guess"));
        List<Long> sequence =
                broker.denials().entries().stream().map(Entry::sequence).toList();
        assertThat(sequence).doesNotHaveDuplicates();
        assertThat(sequence.get(sequence.size() - 1) - sequence.get(0)).isEqualTo(sequence.size() - 1);
    }

    @Test
    void connections_acceptedConnect_isRecordedWithItsEnd() {
        Site.connected(Library.HIVEMQ_5, user("alice-short-visit")).close();
        Await.until(
                "its begin and its end",
                () -> broker.connections()
                                .entries(entry -> entry.text("mqtt.client_id").equals("alice-short-visit"))
                                .size()
                        == 2);
    }

    private static long count(String clientId) {
        return broker.denials().count(entry -> entry.text("mqtt.client_id").equals(clientId));
    }

    private static Login user(String clientId) {
        return Site.user(broker, "plain", "alice", clientId);
    }

    private static void assertText(Entry entry, String path, String value) {
        assertThat(entry.text(path)).as("%s in %s", path, entry).isEqualTo(value);
    }
}
