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
import io.topicwarden.it.client.RawConnect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wills when the policy changes: of clients that are connected, that are gone, and that go at that moment. */
final class WillRevocationIT {

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
              device: {password: HASH, roles: [device]}
              other: {password: HASH, roles: [other]}
              witness: {password: HASH, roles: [witness]}
            """
                    .replace("HASH", Site.HASH);

    private static final String POLICY =
            """
            version: 1
            roles:
              device:
                permissions: [{allow: publish, topics: [w/device, w/alive]}]
              other:
                permissions: [{allow: publish, topics: w/other}]
              witness:
                permissions: [{allow: subscribe, topics: "w/#", wildcards: sees the wills of the test}]
            """;

    private static final String WITHOUT_WILL = POLICY.replace("[w/device, w/alive]", "w/alive");

    private static final int WITH_WILL = 4;
    private static final long SESSION = 3600;

    /** A delay that ends with the session only. */
    private static final long LONG = 600;

    /** A delay that is longer than it takes to save a file, on a loaded machine too. */
    private static final long SHORT = 5;

    private static final Site SITE = new Site();

    private static Broker broker;
    private static int counter;

    @SuppressWarnings("NullAway.Init")
    private Client witness;

    @BeforeAll
    static void start() {
        broker = SITE.broker()
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

    @BeforeEach
    void begin() {
        save("identities.yaml", IDENTITIES);
        save("policy.yaml", POLICY);
        witness = Site.connected(Library.HIVEMQ_5, login("witness", id("witness")));
        assertThat(witness.subscribe("w/#", 2).accepted()).isTrue();
    }

    @AfterEach
    void end() {
        witness.close();
    }

    @Test
    void delayedWill_policyChangesButPermitsIt_isPublished() {
        String id = left("device", "w/device", LONG);
        save("policy.yaml", POLICY + "# a comment\n");

        startAnew(id);
        awaitPayload("will to w/device");
    }

    @Test
    void delayedWill_forbiddenOnceItsClientIsGone_isNotPublished() {
        String id = left("device", "w/device", LONG);
        save("policy.yaml", WITHOUT_WILL);

        startAnew(id);
        assertOutlived(0);
        Entry entry = broker.denials().awaitTopic(id, "w/device");
        assertThat(entry.action()).isEqualTo("revoke");
        assertThat(entry.reason()).isEqualTo("no-permission");
    }

    @Test
    void delayedWill_forbiddenOnceItsClientIsGone_isNotPublishedWhenItIsTime() {
        String id = left("device", "w/device", SHORT);
        save("policy.yaml", WITHOUT_WILL);
        broker.denials().awaitTopic(id, "w/device");

        assertOutlived(SHORT);
    }

    @Test
    void delayedWill_forbiddenAndPermittedAgain_staysTakenBack() {
        String id = left("device", "w/device", LONG);
        save("identities.yaml", IDENTITIES.replace("roles: [device]", "roles: [device], enabled: false"));
        assertThat(broker.denials().awaitTopic(id, "w/device").reason()).isEqualTo("disabled");
        save("identities.yaml", IDENTITIES);

        startAnew(id);
        assertOutlived(0);
    }

    @Test
    void delayedWill_sentByDisconnectAndThenForbidden_isNotPublished() {
        String id = id("device");
        RawClient device = willing("device", id, "w/device", LONG);
        device.sendDisconnect(WITH_WILL);
        device.next();
        save("policy.yaml", WITHOUT_WILL);

        startAnew(id);
        assertOutlived(0);
    }

    @Test
    void delayedWill_clientLeftWithoutIt_isNotOnRecord() {
        String id = id("device");
        RawClient device = willing("device", id, "w/device", LONG);
        device.sendDisconnect(0);
        device.next();
        String other = left("device", "w/device", LONG);
        save("policy.yaml", WITHOUT_WILL);

        broker.denials().awaitTopic(other, "w/device");
        assertThat(broker.denials().count(entry -> entry.text("mqtt.client_id").equals(id)))
                .isZero();
    }

    /** The session ends before the delay does: the will is due with it. */
    @Test
    void delayedWill_longerThanItsSession_isNotPublishedWhenThatEnds() {
        String id = id("device");
        RawClient device = RawClient.open(broker.address("plain"));
        RawConnect connect = RawConnect.of(login("device", id))
                .session(SHORT)
                .willing(Message.of("w/device", "will to w/device"), LONG);
        assertThat(device.connect(connect).connackCode()).isZero();
        device.close();
        save("policy.yaml", WITHOUT_WILL);
        broker.denials().awaitTopic(id, "w/device");

        assertOutlived(SHORT);
    }

    /** It takes the will back for some seconds, which must not end the connection of a client that is there again. */
    @Test
    void delayedWill_takenBackAndItsClientBack_staysConnected() {
        String id = left("device", "w/device", LONG);
        save("policy.yaml", WITHOUT_WILL);
        try (Client device = Site.connected(Library.PAHO_5, login("device", id).resuming())) {
            assertOutlived(2);
            assertThat(device.publish(Message.of("w/alive", "here")).accepted()).isTrue();
            assertThat(device.connected()).isTrue();
        }
    }

    @Test
    void wills_ofClientsThatGoAsSoonAsTheChangeIsInForce_areNotPublished() {
        List<RawClient> devices = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            devices.add(willing("device", id("device"), "w/device", i % 2));
        }
        RawClient other = willing("other", id("other"), "w/other", 2);

        save("policy.yaml", WITHOUT_WILL);
        devices.forEach(RawClient::close);
        other.close();

        awaitPayload("will to w/other");
        assertThat(payloads()).doesNotContain("will to w/device");
    }

    /** Each connection takes over from the one before, which leaves a will that waits and is dropped when the next one stands. */
    @Test
    void delayedWill_ofAClientThatIsTakenOverDuringTheChange_isNotPublished() {
        String id = id("device");
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> takeovers = CompletableFuture.supplyAsync(() -> {
            int count = 0;
            RawConnect connect = new RawConnect(
                    login("device", id).resuming(),
                    SESSION,
                    Optional.of(Message.of("w/device", "will to w/device")),
                    SHORT,
                    100);
            for (; !over.get(); count++) {
                RawClient device = RawClient.open(broker.address("plain"));
                Packet unused = device.connect(connect);
                if (count % 2 == 0) {
                    device.close();
                }
            }
            return count;
        });
        save("policy.yaml", WITHOUT_WILL);
        over.set(true);
        assertThat(takeovers.join()).isPositive();

        assertOutlived(SHORT);
    }

    /** Whoever went before the change leaves a will that was accepted; whoever goes after it does not. */
    @ParameterizedTest
    @EnumSource
    void will_noLongerPermitted_endsTheConnectionWithoutIt(Library library) {
        Login login = login("device", id("device")).willing(Message.of("w/device", "will to w/device"));
        try (Client device = Site.connected(library, login)) {
            save("policy.yaml", WITHOUT_WILL);
            Await.until("the end of the connection", () -> !device.connected());
            assertOutlived(1);
        }
    }

    /** Clients that connect with a will all the time: none that the new policy forbids is published by who came before it. */
    @Test
    void wills_ofClientsThatConnectDuringTheChange_areNotPublished() throws InterruptedException {
        List<RawClient> connected = new CopyOnWriteArrayList<>();
        Thread connecting = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                RawClient device = RawClient.open(broker.address("plain"));
                Packet answer = device.connect(connect("device", id("device"), "w/device", 0));
                if (answer.connackCode() == 0) {
                    connected.add(device);
                }
            }
        });
        connecting.start();
        Await.until("some connections", () -> connected.size() > 20);
        save("policy.yaml", WITHOUT_WILL);
        connecting.interrupt();
        connecting.join();
        connected.forEach(RawClient::close);

        assertOutlived(1);
    }

    /** A client that is gone and has left a will that waits; its identifier. */
    private static String left(String name, String topic, long delay) {
        String id = id(name);
        willing(name, id, topic, delay).close();
        broker.connections()
                .await(
                        "the end of " + id,
                        entry -> entry.text("mqtt.client_id").equals(id)
                                && entry.action().equals("disconnected"));
        return id;
    }

    /** Ends a stored session by a clean start, with which a will that still waits is due. */
    private static void startAnew(String id) {
        try (RawClient client = RawClient.open(broker.address("plain"))) {
            assertThat(client.connect(RawConnect.of(login("device", id))).connackCode())
                    .isZero();
        }
    }

    /** Nothing of {@code w/device} comes, and what was left later and waits as long does. */
    private void assertOutlived(long delay) {
        willing("other", id("other"), "w/other", delay).close();
        awaitPayload("will to w/other");
        assertThat(payloads()).doesNotContain("will to w/device");
    }

    private static RawClient willing(String name, String clientId, String topic, long delay) {
        return Site.connected(broker, connect(name, clientId, topic, delay));
    }

    private static RawConnect connect(String name, String clientId, String topic, long delay) {
        return RawConnect.of(login(name, clientId))
                .session(SESSION)
                .willing(Message.of(topic, "will to " + topic), delay);
    }

    private List<String> payloads() {
        return List.copyOf(witness.received()).stream().map(Message::payload).toList();
    }

    private void awaitPayload(String payload) {
        Await.until("the message `" + payload + "`", () -> payloads().contains(payload));
    }

    private static Login login(String name, String clientId) {
        return Site.user(broker, "plain", name, clientId);
    }

    private static String id(String name) {
        return name + "-" + counter++;
    }

    private static void save(String name, String text) {
        Site.save(broker, name, text);
    }
}
