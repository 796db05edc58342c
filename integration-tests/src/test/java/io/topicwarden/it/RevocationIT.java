/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.it.broker.Await;
import io.topicwarden.it.broker.Broker;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.broker.Listener.ClientCertificate;
import io.topicwarden.it.client.Client;
import io.topicwarden.it.client.Library;
import io.topicwarden.it.client.Login;
import io.topicwarden.it.client.Message;
import io.topicwarden.it.client.Packet;
import io.topicwarden.it.client.RawClient;
import io.topicwarden.it.client.RawConnect;
import io.topicwarden.it.client.Reply;
import io.topicwarden.testing.IssuedCertificate;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a changed policy takes from clients that are connected, and from sessions that are stored. */
final class RevocationIT {

    private static final String SETTINGS =
            """
            version: 1
            listeners:
              plain:
                authenticate: password
                client-id: ${username}-*
                plaintext: permitted
              mtls:
                authenticate: certificate
            certificates:
              trust-anchors: [certs/plant-ca.pem]
              revocation-lists: [certs/plant-ca.crl]
            subscriptions:
              partly-permitted: filter
            """;

    private static final String IDENTITIES =
            """
            version: 1
            identities:
              reader: {password: HASH, roles: [reader]}
              writer: {password: HASH, roles: [writer]}
              polite: {password: HASH, roles: [polite]}
              silent: {password: HASH, roles: [silent]}
              member: {password: HASH, roles: [member]}
            """
                    .replace("HASH", Site.HASH);

    private static final String POLICY =
            """
            version: 1
            roles:
              reader:
                permissions:
                  - allow: subscribe
                    topics: [r/a, r/b, r/part/ok, r/always]
                    qos: [0, 1, 2]
                  - allow: subscribe
                    topics: r/shared/+
                    shared-groups: "*"
                    wildcards: the test asks for a part of it
                  - deny: subscribe
                    topics: r/always
                    shared-groups: "*"
                  - allow: publish
                    topics: r/will
              writer:
                permissions:
                  - allow: [publish, subscribe]
                    topics: r/#
                    wildcards: the test's own hand
              polite:
                denied-publish: refuse
                permissions: [{allow: publish, topics: p/yes}]
              silent:
                denied-publish: ignore
                permissions: [{allow: publish, topics: p/yes}]
              member:
                permissions:
                  - allow: subscribe
                    topics: r/shared/+
                    shared-groups: g
                    wildcards: of the group that the test looks at
              device:
                permissions: [{allow: subscribe, topics: "r/${cert.cn}"}]
            assignments:
              - roles: [device]
                when: {listener: mtls}
            """;

    private static final Site SITE = new Site();

    private static Broker broker;
    private static Client writer;

    private static int counter;

    @BeforeAll
    static void start() {
        broker = SITE.broker()
                .listeners(Listener.tcp("plain"), Listener.tls("mtls", ClientCertificate.REQUIRED))
                .conf("topicwarden.yaml", SETTINGS)
                .conf("identities.yaml", IDENTITIES)
                .conf("policy.yaml", POLICY)
                .start();
        writer = Site.connected(Library.HIVEMQ_5, Site.user(broker, "plain", "writer", "writer-1"));
    }

    @AfterAll
    static void stop() {
        writer.close();
        broker.close();
    }

    @BeforeEach
    void begin() {
        save("identities.yaml", IDENTITIES);
        save("policy.yaml", POLICY);
    }

    @ParameterizedTest
    @EnumSource
    void subscription_noLongerPermitted_isTakenAndTheOthersGoOn(Library library) {
        try (Client reader = reader(library, id())) {
            assertThat(reader.subscribe("r/a", 1).accepted()).isTrue();
            assertThat(reader.subscribe("r/b", 1).accepted()).isTrue();

            save("policy.yaml", POLICY.replace("r/a, r/b", "r/a"));
            say("r/b", "secret");
            say("r/a", "last");

            awaitPayload(reader, "last");
            assertThat(payloads(reader)).doesNotContain("secret");
            assertThat(reader.connected()).isTrue();
        }
    }

    /** The deny is of groups: what is not shared is delivered after a change as before. */
    @ParameterizedTest
    @EnumSource
    void subscription_forbiddenInGroupsOnly_goesOn(Library library) {
        try (Client reader = reader(library, id())) {
            assertThat(reader.subscribe("r/always", 1).accepted()).isTrue();
            assertThat(reader.subscribe("$share/g/r/always", 1).accepted()).isFalse();

            save("policy.yaml", POLICY.replace("r/a, r/b", "r/a"));
            say("r/always", "last");

            awaitPayload(reader, "last");
        }
    }

    @Test
    void subscription_taken_isOnRecordAndDoesNotComeBack() {
        String id = id();
        try (Client reader = reader(Library.HIVEMQ_5, id)) {
            assertThat(reader.subscribe("r/b", 1).accepted()).isTrue();
            assertThat(reader.subscribe("r/a", 1).accepted()).isTrue();

            save("policy.yaml", POLICY.replace("r/a, r/b", "r/a"));
            broker.denials()
                    .await(
                            "the revocation",
                            entry -> entry.action().equals("revoke")
                                    && entry.text("mqtt.client_id").equals(id)
                                    && entry.text("mqtt.topic").equals("r/b"));
            save("policy.yaml", POLICY);
            say("r/b", "secret");
            say("r/a", "last");

            awaitPayload(reader, "last");
            assertThat(payloads(reader)).doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @EnumSource
    void role_gone_nothingIsDeliveredAnyMore(Library library) {
        try (Client reader = reader(library, id())) {
            assertThat(reader.subscribe("r/a", 1).accepted()).isTrue();

            save("identities.yaml", IDENTITIES.replace("roles: [reader]", "roles: [polite]"));
            say("r/a", "secret");
            assertThat(reader.subscribe("r/a", 1).accepted()).isFalse();

            assertThat(payloads(reader)).doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @EnumSource
    void identity_disabled_isDisconnectedWithoutItsWill(Library library) {
        try (Client witness =
                        Site.connected(Library.HIVEMQ_5, Site.user(broker, "plain", "writer", "writer-w" + counter++));
                Client reader = Site.connected(
                        library, login(id()).willing(Message.of("r/will", "from " + library + counter)))) {
            assertThat(witness.subscribe("r/#", 1).accepted()).isTrue();

            save("identities.yaml", IDENTITIES.replace("roles: [reader]", "roles: [reader], enabled: false"));
            Await.until("the end of the connection", () -> !reader.connected());

            say("r/a", "after");
            awaitPayload(witness, "after");
            assertThat(payloads(witness)).noneMatch(payload -> payload.startsWith("from "));
        }
    }

    @Test
    void will_noLongerPermitted_endsTheConnectionWithoutIt() {
        try (Client witness = Site.connected(Library.HIVEMQ_5, Site.user(broker, "plain", "writer", "writer-x"));
                Client reader =
                        Site.connected(Library.HIVEMQ_5, login(id()).willing(Message.of("r/will", "forbidden")))) {
            assertThat(witness.subscribe("r/#", 1).accepted()).isTrue();

            save("policy.yaml", POLICY.replace("topics: r/will", "topics: r/other"));
            Await.until("the end of the connection", () -> !reader.connected());

            say("r/a", "after");
            awaitPayload(witness, "after");
            assertThat(payloads(witness)).doesNotContain("forbidden");
        }
    }

    @Test
    void client_blocked_isDisconnected() {
        String id = id();
        try (Client reader = reader(Library.PAHO_3, id)) {
            save("policy.yaml", POLICY + "blocked: [{when: {client-id: " + id + "}, reason: INC-1}]\n");

            Await.until("the end of the connection", () -> !reader.connected());
            assertThat(broker.denials()
                            .await(
                                    "the revocation",
                                    entry -> entry.action().equals("revoke")
                                            && entry.text("mqtt.client_id").equals(id))
                            .reason())
                    .isEqualTo("blocked");
        }
    }

    @Test
    void certificate_revokedWhileConnected_isDisconnected() {
        IssuedCertificate issued = SITE.sensor("soon-revoked");
        try (Client device = device(issued, "soon-revoked")) {
            SITE.ca()
                    .revocationList()
                    .revoke(SITE.revoked())
                    .revoke(issued)
                    .writePem(broker.conf().resolve("certs/plant-ca.crl"));

            Await.until("the end of the connection", () -> !device.connected());
        }
    }

    @Test
    void certificate_expiringWhileConnected_isDisconnected() {
        Instant now = Instant.now();
        IssuedCertificate issued = SITE.ca()
                .client("CN=short-lived,OU=assembly")
                .valid(now.minusSeconds(60), now.plusSeconds(8))
                .issue();
        try (Client device = device(issued, "short-lived")) {
            Await.until("the end of the connection", () -> !device.connected());
            assertThat(Instant.now()).isAfterOrEqualTo(now.plusSeconds(7));
        }
    }

    @ParameterizedTest
    @EnumSource
    void subscription_partlyPermitted_deliversThatPartOnly(Library library) {
        assertThat(writer.publish(Message.of("r/part/kept", "kept secret").retained())
                        .accepted())
                .isTrue();
        assertThat(writer.publish(Message.of("r/part/ok", "kept").retained()).accepted())
                .isTrue();
        try (Client reader = reader(library, id())) {
            assertThat(reader.subscribe("r/part/#", 1).accepted()).isTrue();
            say("r/part/secret", "secret");
            say("r/part/ok", "last");

            awaitPayload(reader, "last");
            assertThat(payloads(reader)).contains("kept").doesNotContain("secret", "kept secret");
            assertThat(reader.subscribe("q/#", 1).accepted())
                    .as("nothing of it is permitted")
                    .isFalse();
        }
    }

    @Test
    void sharedSubscription_partlyPermitted_isRefusedSinceTheGroupWouldLoseMessages() {
        try (Client reader = reader(Library.HIVEMQ_5, id())) {
            assertThat(reader.subscribe("$share/g/r/shared/+", 1).accepted()).isTrue();
            assertThat(reader.subscribe("$share/g/r/shared/#", 1).accepted()).isFalse();
        }
    }

    /**
     * A message goes to one member of a group: dropped there, the others would never have it. What the member that leaves could
     * not acknowledge any more, another one has again, as QoS 1 permits.
     */
    @Test
    void sharedSubscription_ofAMemberThatMayNoLongerBeConnected_losesNothingToTheOthers() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger said = new AtomicInteger();
        try (Client leaving = reader(Library.HIVEMQ_5, id());
                Client staying = user("member", Library.PAHO_3)) {
            assertThat(leaving.subscribe("$share/g/r/shared/+", 1).accepted()).isTrue();
            assertThat(staying.subscribe("$share/g/r/shared/+", 1).accepted()).isTrue();
            CompletableFuture<Void> flow = CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    say("r/shared/x", "shared " + said.getAndIncrement());
                }
            });
            Await.until(
                    "messages to both",
                    () -> !leaving.received().isEmpty() && !staying.received().isEmpty());
            save("identities.yaml", IDENTITIES.replace("roles: [reader]", "roles: [reader], enabled: false"));
            Await.until("the end of its connection", () -> !leaving.connected());
            over.set(true);
            flow.get(30, TimeUnit.SECONDS);

            awaitPayload(staying, "shared " + (said.get() - 1));
            assertThat(payloads(leaving)).doesNotHaveDuplicates();
            assertThat(payloads(staying)).doesNotHaveDuplicates();
            Set<String> all = new HashSet<>(payloads(leaving));
            all.addAll(payloads(staying));
            assertThat(all)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, said.get())
                            .mapToObj(i -> "shared " + i)
                            .toList());
        }
    }

    /** What was queued for a filtered subscription stays filtered, though that is gone and its last connection still there. */
    @Test
    void storedSession_takenOverFromOneThatGaveUpAFilteredSubscription_isNotDeliveredWhatItQueued() {
        Login fresh = login(id());
        Login login = fresh.resuming();
        RawConnect connect = RawConnect.of(login).session(3600).atATime(1);
        try (RawClient left = Site.connected(broker, RawConnect.of(fresh).session(3600))) {
            left.sendDisconnect(0);
            assertThat(left.next()).isSameAs(Packet.NONE);
        }
        try (RawClient before = Site.connected(broker, connect)) {
            assertThat(before.subscribe("r/a").refusesSubscribe()).isFalse();
            assertThat(before.subscribe("r/part/+").refusesSubscribe()).isFalse();
            say("r/part/ok", "under way");
            assertThat(before.next().type()).isEqualTo(Packet.PUBLISH); // not acknowledged, so that all else waits
            say("r/part/secret", "secret");
            assertThat(before.unsubscribe("r/part/+").type()).isEqualTo(Packet.UNSUBACK);
            try (Client after = Site.connected(Library.HIVEMQ_5, login)) {
                say("r/a", "last");
                awaitPayload(after, "last");
                assertThat(payloads(after)).contains("under way").doesNotContain("secret");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void storedSession_queuedAndNoLongerPermitted_isNotDelivered(Library library) {
        Login login = login(id()).resuming();
        try (Client reader = Site.connected(library, login)) {
            assertThat(reader.subscribe("r/a", 1).accepted()).isTrue();
            assertThat(reader.subscribe("r/b", 1).accepted()).isTrue();
        }
        say("r/b", "secret");
        say("r/a", "queued");
        save("policy.yaml", POLICY.replace("r/a, r/b", "r/a"));
        say("r/b", "secret");

        try (Client reader = Site.connected(library, login)) {
            say("r/a", "last");
            awaitPayload(reader, "last");
            assertThat(payloads(reader)).contains("queued").doesNotContain("secret");
        }
    }

    @Test
    void deniedPublish_refuse_tellsMqtt5AndGoesOn() {
        try (Client polite = user("polite", Library.HIVEMQ_5)) {
            for (int qos = 0; qos < 3; qos++) {
                polite.publish(Message.of("p/no", "x").qos(qos));
            }
            assertThat(polite.publish(Message.of("p/no", "x")).accepted()).isFalse();
            assertThat(polite.connected()).isTrue();
            assertThat(polite.publish(Message.of("p/yes", "x")).accepted()).isTrue();
        }
    }

    @Test
    void deniedPublish_refuse_endsMqtt3ConnectionsWhichCannotBeTold() {
        try (Client polite = user("polite", Library.HIVEMQ_3)) {
            polite.publish(Message.of("p/no", "x"));
            Await.until("the end of the connection", () -> !polite.connected());
        }
    }

    @ParameterizedTest
    @EnumSource
    void deniedPublish_ignore_isAcknowledgedDroppedAndRecorded(Library library) {
        try (Client silent = user("silent", library)) {
            assertThat(silent.publish(Message.of("p/no", "x" + library)).accepted())
                    .isTrue();
            assertThat(silent.publish(Message.of("p/no", "x" + library).qos(2)).accepted())
                    .isTrue();
            assertThat(silent.connected()).isTrue();
            broker.denials()
                    .await(
                            "the refusal",
                            entry -> entry.action().equals("publish")
                                    && entry.text("mqtt.username").equals("silent")
                                    && entry.text("mqtt.topic").equals("p/no"));
        }
    }

    private static String id() {
        return "reader-" + counter++;
    }

    private static Login login(String id) {
        return Site.user(broker, "plain", "reader", id);
    }

    private static Client reader(Library library, String id) {
        return Site.connected(library, login(id));
    }

    private static Client user(String name, Library library) {
        return Site.connected(library, Site.user(broker, "plain", name, name + "-" + counter++));
    }

    private static Client device(IssuedCertificate issued, String id) {
        return Site.connected(
                Library.HIVEMQ_5,
                Login.at(broker.address("mtls"), id).over(SITE.tls().presenting(issued)));
    }

    private static void say(String topic, String payload) {
        Reply reply = writer.publish(Message.of(topic, payload));
        assertThat(reply.accepted()).as("%s to %s: %s", payload, topic, reply).isTrue();
    }

    private static List<String> payloads(Client client) {
        return List.copyOf(client.received()).stream().map(Message::payload).toList();
    }

    private static void awaitPayload(Client client, String payload) {
        Await.until("the message `" + payload + "`", () -> payloads(client).contains(payload));
    }

    private static void save(String name, String text) {
        Site.save(broker, name, text);
    }
}
