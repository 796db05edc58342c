/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.it.broker.Argon2id;
import io.topicwarden.it.broker.Await;
import io.topicwarden.it.broker.Broker;
import io.topicwarden.it.broker.Entry;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.broker.Listener.ClientCertificate;
import io.topicwarden.it.client.Client;
import io.topicwarden.it.client.Library;
import io.topicwarden.it.client.Login;
import io.topicwarden.it.client.Message;
import io.topicwarden.it.client.Packet;
import io.topicwarden.it.client.RawClient;
import io.topicwarden.it.client.RawConnect;
import io.topicwarden.testing.TestCertificateAuthority;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What settings that change take from connected clients, and what a client takes along from one listener to another. */
final class SettingsRevocationIT {

    private static final String OTHER =
            """
              other:
                authenticate: password
                client-id: ${username}-*
                plaintext: permitted
            """;

    private static final String SETTINGS =
            """
            version: 1
            listeners:
              plain:
                authenticate: password
                client-id: ${username}-*
                plaintext: permitted
            OTHER
              mtls:
                authenticate: certificate
            certificates:
              trust-anchors: [certs/plant-ca.pem]
              revocation-lists: [certs/plant-ca.crl]
            """
                    .replace("OTHER\n", OTHER);

    private static final String ROTATED = "  rotated: {password: " + Site.HASH + ", roles: [reader]}\n";

    /** Of the same password, with another salt. */
    private static final String NEW_HASH = '"' + Argon2id.hash(Site.PASSWORD) + '"';

    private static final String IDENTITIES =
            """
            version: 1
            identities:
              reader: {password: HASH, roles: [reader]}
              writer: {password: HASH, roles: [writer]}
            """
                            .replace("HASH", Site.HASH)
                    + ROTATED;

    private static final String POLICY =
            """
            version: 1
            roles:
              reader:
                permissions:
                  - allow: subscribe
                    topics: s/a
                  - allow: subscribe
                    topics: s/inside
                    when: {listener: plain}
                  - allow: publish
                    topics: s/will
              writer:
                permissions:
                  - allow: [publish, subscribe]
                    topics: s/#
                    wildcards: the test's own hand
              device:
                permissions: [{allow: subscribe, topics: s/a}]
            assignments:
              - roles: [device]
                when: {listener: mtls}
            """;

    private static final Site SITE = new Site();

    private static Broker broker;
    private static Client writer;
    private static int counter;

    /** A change of the listener that ends its connections. */
    enum Change {
        LISTENER_REMOVED("", "listener-not-configured"),
        NETWORK_NOT_PERMITTED(OTHER + "    networks: [192.0.2.0/24]\n", "network"),
        PLAINTEXT_NOT_PERMITTED(OTHER.replace("    plaintext: permitted\n", ""), "plaintext-credentials"),
        BOUND_OTHERWISE(OTHER.replace("-*", ""), "client-id"),
        CERTIFICATE_NEEDED("  other:\n    authenticate: certificate\n", "certificate-missing");

        private final String listener;
        private final String reason;

        Change(String listener, String reason) {
            this.listener = listener;
            this.reason = reason;
        }
    }

    @BeforeAll
    static void start() {
        broker = SITE.broker()
                .listeners(
                        Listener.tcp("plain"), Listener.tcp("other"), Listener.tls("mtls", ClientCertificate.REQUIRED))
                .conf("topicwarden.yaml", SETTINGS)
                .conf("identities.yaml", IDENTITIES)
                .conf("policy.yaml", POLICY)
                .start();
        writer = Site.connected(Library.HIVEMQ_5, login("plain", "writer", id("writer")));
    }

    @AfterAll
    static void stop() {
        writer.close();
        broker.close();
    }

    @BeforeEach
    void begin() {
        Site.save(broker, "topicwarden.yaml", SETTINGS);
    }

    @ParameterizedTest
    @EnumSource
    void connections_ofAListenerThatPermitsThemNoMore_endWithoutTheirWills(Change change) {
        List<Client> there = Arrays.stream(Library.values())
                .map(library -> subscribed(
                        library,
                        login("other", "reader", id("reader")).willing(Message.of("s/will", "will at " + change))))
                .toList();
        try (Client elsewhere = subscribed(Library.PAHO_5, login("plain", "reader", id("reader")));
                Client witness = Site.connected(Library.PAHO_3, login("plain", "writer", id("writer")))) {
            assertThat(witness.subscribe("s/#", 1).accepted()).isTrue();
            Site.save(broker, "topicwarden.yaml", SETTINGS.replace(OTHER, change.listener));
            say("s/a", "after " + change);
            Await.until("their ends", () -> there.stream().noneMatch(Client::connected));

            awaitPayload(elsewhere, "after " + change);
            awaitPayload(witness, "after " + change);
            assertThat(payloads(witness)).doesNotContain("will at " + change);
            assertThat(there).allSatisfy(client -> assertThat(payloads(client)).isEmpty());
        } finally {
            there.forEach(Client::close);
        }
        assertThat(broker.denials()
                        .count(entry -> entry.action().equals("revoke")
                                && entry.reason().equals(change.reason)
                                && entry.text("mqtt.listener").equals("other")))
                .isEqualTo(there.size());
    }

    @Test
    void connections_ofAPasswordThatIsChanged_endAndOpenAnewWithTheNewOne() {
        List<Client> there = Arrays.stream(Library.values())
                .map(library -> subscribed(library, login("plain", "rotated", id("rotated"))))
                .toList();
        try {
            Site.save(broker, "identities.yaml", IDENTITIES.replace(ROTATED, ROTATED.replace(Site.HASH, NEW_HASH)));
            Await.until("their ends", () -> there.stream().noneMatch(Client::connected));
            assertThat(writer.connected()).isTrue();
            assertThat(broker.denials()
                            .count(entry -> entry.action().equals("revoke")
                                    && entry.reason().equals("bad-credentials")
                                    && entry.text("user.name").equals("rotated")))
                    .isEqualTo(there.size());
            subscribed(Library.PAHO_5, login("plain", "rotated", id("rotated"))).close();
        } finally {
            there.forEach(Client::close);
            Site.save(broker, "identities.yaml", IDENTITIES);
        }
    }

    @Test
    void certificate_whoseAnchorIsRemoved_endsTheConnection() {
        TestCertificateAuthority other = TestCertificateAuthority.root("CN=Other CA");
        other.writeCertificate(broker.conf().resolve("certs/other-ca.pem"));
        other.revocationList().writePem(broker.conf().resolve("certs/other-ca.crl"));

        assertThat(endOfADevice("anchored", SETTINGS.replace("plant-ca", "other-ca")))
                .isEqualTo("certificate-untrusted");
    }

    @Test
    void certificate_ofWhichNoListTellsAnyMore_endsTheConnection() {
        String withoutLists = SETTINGS.replace("  revocation-lists: [certs/plant-ca.crl]\n", "");

        assertThat(endOfADevice("listed", withoutLists)).isEqualTo("revocation-unknown");
    }

    private static String endOfADevice(String name, String settings) {
        Login login = Login.at(broker.address("mtls"), name).over(SITE.tls().presenting(SITE.sensor(name)));
        try (Client device = subscribed(Library.HIVEMQ_5, login)) {
            Site.save(broker, "topicwarden.yaml", settings);
            Await.until("the end of the connection", () -> !device.connected());
        }
        Entry entry = broker.denials().awaitClient(name);
        assertThat(entry.action()).isEqualTo("revoke");
        return entry.reason();
    }

    /** Through one listener more is permitted than through the other, and what it queued waits behind another message. */
    @Test
    void storedSession_resumedThroughAnotherListener_isNotDeliveredWhatIsPermittedThroughTheFirstOnly() {
        String id = id("reader");
        Login login = login("plain", "reader", id);
        try (RawClient left = Site.connected(broker, RawConnect.of(login).session(3600))) {
            left.sendDisconnect(0);
            assertThat(left.next()).isSameAs(Packet.NONE);
        }
        try (RawClient before = Site.connected(
                broker, RawConnect.of(login.resuming()).session(3600).atATime(1))) {
            assertThat(before.subscribe("s/a").refusesSubscribe()).isFalse();
            assertThat(before.subscribe("s/inside").refusesSubscribe()).isFalse();
            say("s/a", "under way");
            assertThat(before.next().type()).isEqualTo(Packet.PUBLISH); // not acknowledged, so that all else waits
            say("s/inside", "secret");
            assertThat(before.unsubscribe("s/inside").type()).isEqualTo(Packet.UNSUBACK);
        }
        Await.until(
                "the ends of both connections",
                () -> broker.connections()
                                .count(entry -> entry.text("mqtt.client_id").equals(id)
                                        && entry.action().equals("disconnected"))
                        == 2);
        try (Client after =
                Site.connected(Library.HIVEMQ_5, login("other", "reader", id).resuming())) {
            say("s/a", "last");
            awaitPayload(after, "last");
            assertThat(payloads(after)).contains("under way").doesNotContain("secret");
        }
    }

    private static Client subscribed(Library library, Login login) {
        Client client = Site.connected(library, login);
        assertThat(client.subscribe("s/a", 1).accepted()).isTrue();
        return client;
    }

    private static void say(String topic, String payload) {
        assertThat(writer.publish(Message.of(topic, payload)).accepted()).isTrue();
    }

    private static List<String> payloads(Client client) {
        return List.copyOf(client.received()).stream().map(Message::payload).toList();
    }

    private static void awaitPayload(Client client, String payload) {
        Await.until("the message `" + payload + "`", () -> payloads(client).contains(payload));
    }

    private static Login login(String listener, String name, String clientId) {
        return Site.user(broker, listener, name, clientId);
    }

    private static String id(String name) {
        return name + "-" + counter++;
    }
}
