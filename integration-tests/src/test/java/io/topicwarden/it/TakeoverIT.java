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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody gets at the session of another: the client identifier is bound to the identity. */
final class TakeoverIT {

    private static final String SETTINGS =
            """
            version: 1
            listeners:
              plain:
                authenticate: password
                client-id: ${username}-*
                plaintext: permitted
              exact:
                authenticate: password
                client-id: ${username}
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
              alice: {password: HASH, roles: [device]}
              mallory: {password: HASH, roles: [device]}
            """
                    .replace("HASH", Site.HASH);

    private static final String POLICY =
            """
            version: 1
            roles:
              device:
                permissions:
                  - allow: [publish, subscribe]
                    topics: mail/${username}
            """;

    private static final Site SITE = new Site();

    private static Broker broker;

    @BeforeAll
    static void start() {
        broker = SITE.broker()
                .listeners(
                        Listener.tcp("plain"), Listener.tcp("exact"), Listener.tls("mtls", ClientCertificate.REQUIRED))
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
    void takeover_byAnotherIdentity_isRefusedAndTheVictimStays(Library library) {
        String id = "alice-" + library;
        try (Client alice = Site.connected(Library.HIVEMQ_5, user("alice", id))) {
            assertThat(Site.refused(broker, library, user("mallory", id)).reason())
                    .isEqualTo("client-id");
            assertThat(alice.subscribe("mail/alice", 1).accepted()).isTrue();
            assertThat(alice.connected()).isTrue();
        }
    }

    @Test
    void takeover_ofAnOfflineSession_getsNothingOfItsQueue() {
        Login alice = user("alice", "alice-offline").resuming();
        try (Client client = Site.connected(Library.HIVEMQ_5, alice)) {
            assertThat(client.subscribe("mail/alice", 1).accepted()).isTrue();
        }
        try (Client sender = Site.connected(Library.HIVEMQ_5, user("alice", "alice-sender"))) {
            assertThat(sender.publish(Message.of("mail/alice", "secret")).accepted())
                    .isTrue();
        }
        Login mallory = user("mallory", "alice-offline").resuming();
        assertThat(Site.refused(broker, Library.HIVEMQ_5, mallory).reason()).isEqualTo("client-id");
        try (Client client = Site.connected(Library.HIVEMQ_5, alice)) {
            Await.until("the queued mail", () -> client.received().contains(Message.of("mail/alice", "secret")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void takeover_withAGoodCertificateOfAnother_isRefused(Library library) {
        String id = "s1-" + library;
        Login login = Login.at(broker.address("mtls"), id).over(SITE.tls().presenting(SITE.sensor("s2")));
        assertThat(Site.refused(broker, library, login).reason()).isEqualTo("client-id");
    }

    @ParameterizedTest
    @EnumSource
    void takeover_byTheSameIdentity_isAccepted(Library library) {
        String id = "alice-self-" + library;
        try (Client first = Site.connected(library, user("alice", id));
                Client second = Site.connected(library, user("alice", id))) {
            Await.until("the end of the first connection", () -> !first.connected());
            assertThat(second.connected()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void takeover_emptyClientIdentifier_getsAClearAnswer(int version) {
        try (RawClient client = RawClient.open(broker.address("exact"))) {
            Packet answer = client.connect(version, "", "alice", Site.PASSWORD);
            assertThat(answer.connackCode()).as("an answer, and a refusal").isGreaterThan(0);
        }
    }

    /** Bound to the exact name, no identifier that merely contains it will do. */
    @ParameterizedTest
    @ValueSource(strings = {"+", "#", "alice/", "alice+", "alice\n", "Alice", "alice ", "*", "${username}"})
    void takeover_oddClientIdentifier_isRefused(String id) {
        try (RawClient client = RawClient.open(broker.address("exact"))) {
            assertThat(client.connect(id, "alice", Site.PASSWORD).connackCode()).isNotZero();
        }
        try (RawClient client = RawClient.open(broker.address("exact"))) {
            assertThat(client.connect("alice", "alice", Site.PASSWORD).connackCode())
                    .isZero();
        }
    }

    /** The literal part of the binding is compared with the identifier, and the user name never becomes a pattern. */
    @ParameterizedTest
    @ValueSource(strings = {"*", "+", "#", "", "alice*"})
    void takeover_userNameThatIsAPattern_isRefused(String username) {
        try (RawClient client = RawClient.open(broker.address("plain"))) {
            assertThat(client.connect("alice-1", username, Site.PASSWORD).connackCode())
                    .isNotZero();
        }
    }

    private static Login user(String name, String clientId) {
        return Site.user(broker, "plain", name, clientId);
    }
}
