/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.it.broker.Argon2id;
import io.topicwarden.it.broker.Await;
import io.topicwarden.it.broker.Broker;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.client.Client;
import io.topicwarden.it.client.Library;
import io.topicwarden.it.client.Login;
import io.topicwarden.it.client.Message;
import io.topicwarden.it.client.Packet;
import io.topicwarden.it.client.RawClient;
import io.topicwarden.it.client.RawConnect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A policy that changes in the middle of what takes several packets, or long: QoS 2, CONNECT, SUBSCRIBE. */
final class HandshakeIT {

    private static final String SETTINGS =
            """
            version: 1
            listeners:
              plain:
                authenticate: password
                client-id: ${username}-*
                plaintext: permitted
            """;

    /** A check of it takes seconds, in which a change comes in force. */
    private static final String SLOW_HASH = '"' + Argon2id.hash(Site.PASSWORD, 65_536, 20) + '"';

    private static final String IDENTITIES =
            """
            version: 1
            identities:
              reader: {password: HASH, roles: [reader]}
              slow: {password: SLOW, roles: [reader]}
              writer: {password: HASH, roles: [writer]}
            """
                    .replace("HASH", Site.HASH)
                    .replace("SLOW", SLOW_HASH);

    private static final String POLICY =
            """
            version: 1
            roles:
              reader:
                permissions:
                  - allow: subscribe
                    topics: [r/a, r/b]
                  - allow: subscribe
                    topics: many/#
                    wildcards: the test subscribes to very many
                  - allow: publish
                    topics: [w/a, w/b]
              writer:
                permissions:
                  - allow: [publish, subscribe]
                    every-topic: true
                    wildcards: the test's own hand
            """;

    private static final String LESS =
            POLICY.replace("[r/a, r/b]", "r/a").replace("[w/a, w/b]", "w/a").replace("many/#", "many/yes/#");

    private static final Site SITE = new Site();

    private static Broker broker;
    private static Client writer;
    private static int counter;

    @BeforeAll
    static void start() {
        broker = SITE.broker()
                .listeners(Listener.tcp("plain"))
                .conf("topicwarden.yaml", SETTINGS)
                .conf("identities.yaml", IDENTITIES)
                .conf("policy.yaml", POLICY)
                .start();
        writer = Site.connected(Library.HIVEMQ_5, login("writer", id("writer")));
    }

    @AfterAll
    static void stop() {
        writer.close();
        broker.close();
    }

    @BeforeEach
    void begin() {
        Site.save(broker, "identities.yaml", IDENTITIES);
        Site.save(broker, "policy.yaml", POLICY);
    }

    /** It was accepted when it was permitted: the handshake ends as it began, and nothing of it happens twice. */
    @ParameterizedTest
    @EnumSource
    void publishOfQos2_forbiddenBetweenPubrecAndPubrel_isFinishedAndDeliveredOnce(Library library) {
        try (Client witness = Site.connected(library, login("writer", id("writer")));
                RawClient device = raw("reader", id("reader"))) {
            assertThat(witness.subscribe("w/#", 2).accepted()).isTrue();
            device.sendPublish(Message.of("w/b", "accepted").qos(2), 11);
            assertThat(device.next().type()).isEqualTo(Packet.PUBREC);

            less();
            device.sendAnswer(Packet.PUBREL, 11);
            Packet completed = device.next();
            assertThat(completed.type()).isEqualTo(Packet.PUBCOMP);
            assertThat(completed.packetId()).isEqualTo(11);
            device.sendPublish(Message.of("w/a", "last").qos(2), 12);
            assertThat(device.next().answerCode()).isZero();

            awaitPayload(witness, "last");
            assertThat(payloads(witness)).containsExactly("accepted", "last");
        }
    }

    /** The same packet again, as a client sends it that has lost the answer, is another attempt. */
    @Test
    void publishOfQos2_forbiddenAndSentAgain_isNotDeliveredAgain() {
        try (Client witness = Site.connected(Library.PAHO_3, login("writer", id("writer")));
                RawClient device = raw("reader", id("reader"))) {
            assertThat(witness.subscribe("w/#", 2).accepted()).isTrue();
            device.sendPublish(Message.of("w/b", "accepted").qos(2), 11);
            assertThat(device.next().type()).isEqualTo(Packet.PUBREC);

            less();
            device.sendPublish(Message.of("w/b", "accepted").qos(2), 11);
            Packet answer = device.next();
            say("w/a", "last");

            awaitPayload(witness, "last");
            assertThat(payloads(witness)).as("after %s", answer).containsExactly("accepted", "last");
        }
    }

    @Test
    void publishOfQos2_firstSentAfterTheChange_isRefused() {
        try (RawClient device = raw("reader", id("reader"))) {
            less();
            device.sendPublish(Message.of("w/b", "forbidden").qos(2), 11);
            assertThat(device.next().answerCode()).isGreaterThanOrEqualTo(0x80);
        }
    }

    /** What the client has begun to receive it may finish, and what waits behind it is not delivered. */
    @Test
    void deliveryOfQos2_forbiddenBeforePubrec_isFinishedAndNothingMoreComes() {
        try (RawClient reader = raw("reader", id("reader"), 1)) {
            subscribed(reader);
            say("r/b", "under way");
            Packet delivery = reader.next();
            assertThat(delivery.payload()).isEqualTo("under way");
            say("r/b", "behind it");

            less();
            reader.sendAnswer(Packet.PUBREC, delivery.packetId());
            Packet release = reader.next();
            assertThat(release.type()).isEqualTo(Packet.PUBREL);
            reader.sendAnswer(Packet.PUBCOMP, release.packetId());
            say("r/a", "last");

            assertThat(nextDelivery(reader).payload()).isEqualTo("last");
        }
    }

    @Test
    void deliveryOfQos2_forbiddenBeforePubcomp_isFinishedAndNothingMoreComes() {
        try (RawClient reader = raw("reader", id("reader"), 1)) {
            subscribed(reader);
            say("r/b", "under way");
            Packet delivery = reader.next();
            say("r/b", "behind it");
            reader.sendAnswer(Packet.PUBREC, delivery.packetId());
            Packet release = reader.next();
            assertThat(release.type()).isEqualTo(Packet.PUBREL);

            less();
            reader.sendAnswer(Packet.PUBCOMP, release.packetId());
            say("r/a", "last");

            assertThat(nextDelivery(reader).payload()).isEqualTo("last");
        }
    }

    /** The broker would send it again to a client that comes back. */
    @Test
    void deliveryOfQos2_forbiddenBetweenTwoConnections_isNotRepeated() {
        String id = id("reader");
        try (RawClient reader = raw("reader", id)) {
            subscribed(reader);
            say("r/b", "under way");
            assertThat(reader.next().payload()).isEqualTo("under way");
        }
        less();
        try (RawClient reader = raw("reader", id)) {
            say("r/a", "last");
            assertThat(nextDelivery(reader).payload()).isEqualTo("last");
        }
    }

    /** Of QoS 1 and received, but not yet acknowledged. */
    @Test
    void deliveryOfQos1_forbiddenBetweenTwoConnections_isNotRepeated() {
        String id = id("reader");
        try (RawClient reader = raw("reader", id)) {
            reader.sendSubscribe(List.of("r/a", "r/b"), 1);
            assertThat(reader.next().type()).isEqualTo(Packet.SUBACK);
            say("r/b", "under way");
            assertThat(reader.next().payload()).isEqualTo("under way");
        }
        less();
        try (RawClient reader = raw("reader", id)) {
            say("r/a", "last");
            assertThat(nextDelivery(reader).payload()).isEqualTo("last");
        }
    }

    @Test
    void connect_identityDisabledWhileThePasswordIsChecked_isRefused() {
        try (RawClient slow = RawClient.open(broker.address("plain"))) {
            CompletableFuture<Packet> answer = connecting(slow, id("slow"));
            Site.save(broker, "identities.yaml", IDENTITIES.replace(SLOW_HASH + ",", SLOW_HASH + ", enabled: false,"));

            assertThat(answer).as("the check must outlast the change").isNotDone();
            assertThat(answer.join().connackCode()).isPositive();
        }
    }

    @Test
    void connect_permissionsTakenWhileThePasswordIsChecked_resumesWithoutThem() {
        String id = id("slow");
        try (RawClient slow = RawClient.open(broker.address("plain"))) {
            assertThat(connecting(slow, id).join().connackCode()).isZero();
            subscribed(slow);
        }
        say("r/b", "secret");
        Site.save(broker, "identities.yaml", withAnotherHash()); // or its password would be remembered
        try (RawClient slow = RawClient.open(broker.address("plain"))) {
            CompletableFuture<Packet> answer = connecting(slow, id);
            less();
            assertThat(answer).as("the check must outlast the change").isNotDone();
            assertThat(answer.join().connackCode()).isZero();
            say("r/b", "secret");
            say("r/a", "last");
            assertThat(nextDelivery(slow).payload()).isEqualTo("last");
        }
    }

    /** Connections that take over from each other without a pause, so that the change comes between two of them. */
    @Test
    void takeover_duringTheChange_deliversNothingForbidden() {
        String id = id("reader");
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<RawClient> last = CompletableFuture.supplyAsync(() -> {
            RawClient reader = raw("reader", id);
            while (!over.get()) {
                reader.sendSubscribe(List.of("r/a", "r/b"), 2);
                assertThat(reader.next().type()).isEqualTo(Packet.SUBACK);
                RawClient next = raw("reader", id);
                reader.close();
                reader = next;
            }
            return reader;
        });
        less();
        over.set(true);
        try (RawClient reader = last.join()) {
            reader.sendSubscribe(List.of("r/a", "r/b"), 2);
            say("r/b", "secret");
            say("r/a", "last");
            assertThat(nextDelivery(reader).payload()).isEqualTo("last");
        }
    }

    /** SUBSCRIBEs of many filters without a pause, so that the change comes in the middle of one. */
    @Test
    void subscribe_forbiddenInTheMiddleOfManyFilters_deliversNothingOfThem() {
        AtomicBoolean over = new AtomicBoolean();
        try (RawClient reader = raw("reader", id("reader"))) {
            List<String> filters = new ArrayList<>(List.of("many/yes/0"));
            IntStream.range(0, 1_000).forEach(i -> filters.add("many/no/" + i));
            CompletableFuture<Integer> sent = CompletableFuture.supplyAsync(() -> {
                int count = 0;
                for (; !over.get(); count++) {
                    reader.sendSubscribe(filters, 0);
                    assertThat(reader.next().type()).isEqualTo(Packet.SUBACK);
                }
                return count;
            });
            less();
            over.set(true);
            assertThat(sent.join()).isPositive();

            for (int i = 0; i < 1_000; i += 50) {
                say("many/no/" + i, "secret");
            }
            say("many/yes/0", "last");
            assertThat(nextDelivery(reader).payload()).isEqualTo("last");
        }
    }

    private static void less() {
        Site.save(broker, "policy.yaml", LESS);
    }

    private static String withAnotherHash() {
        return IDENTITIES.replace(SLOW_HASH, '"' + Argon2id.hash(Site.PASSWORD, 65_536, 20) + '"');
    }

    private static CompletableFuture<Packet> connecting(RawClient client, String id) {
        return CompletableFuture.supplyAsync(() -> client.connect(stored("slow", id)));
    }

    private static void subscribed(RawClient reader) {
        reader.sendSubscribe(List.of("r/a", "r/b"), 2);
        assertThat(reader.next().type()).isEqualTo(Packet.SUBACK);
    }

    /** The next PUBLISH; what else comes before it is passed over. */
    private static Packet nextDelivery(RawClient reader) {
        Packet packet = reader.next();
        while (packet.type() != Packet.PUBLISH && packet != Packet.NONE) {
            packet = reader.next();
        }
        return packet;
    }

    private static RawClient raw(String name, String id) {
        return raw(name, id, 100);
    }

    private static RawClient raw(String name, String id, int atATime) {
        RawClient client = RawClient.open(broker.address("plain"));
        assertThat(client.connect(stored(name, id).atATime(atATime)).connackCode())
                .isZero();
        return client;
    }

    private static RawConnect stored(String name, String id) {
        return RawConnect.of(login(name, id).resuming()).session(3600).atATime(100);
    }

    private static void say(String topic, String payload) {
        assertThat(writer.publish(Message.of(topic, payload).qos(2)).accepted()).isTrue();
    }

    private static List<String> payloads(Client client) {
        return List.copyOf(client.received()).stream().map(Message::payload).toList();
    }

    private static void awaitPayload(Client client, String payload) {
        Await.until("the message `" + payload + "`", () -> payloads(client).contains(payload));
    }

    private static Login login(String name, String clientId) {
        return Site.user(broker, "plain", name, clientId);
    }

    private static String id(String name) {
        return name + "-" + counter++;
    }
}
