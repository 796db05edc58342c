/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.it.broker.Broker;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.broker.Listener.ClientCertificate;
import io.topicwarden.it.client.Client;
import io.topicwarden.it.client.Library;
import io.topicwarden.it.client.Login;
import io.topicwarden.it.client.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** MQTT over WebSocket is decided as everything else is. */
final class WebSocketIT {

    private static final String SETTINGS =
            """
            version: 1
            listeners:
              web:
                authenticate: password
                client-id: ${username}-*
                plaintext: permitted
              web-mtls:
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
            """
                    .replace("HASH", Site.HASH);

    private static final String POLICY =
            """
            version: 1
            roles:
              device:
                permissions:
                  - allow: [publish, subscribe]
                    topics: plants/${client.id}/data
            assignments:
              - roles: [device]
                when: {listener: web-mtls}
            """;

    private static final Site SITE = new Site();

    private static Broker broker;

    @BeforeAll
    static void start() {
        broker = SITE.broker()
                .listeners(Listener.webSocket("web"), Listener.tlsWebSocket("web-mtls", ClientCertificate.REQUIRED))
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
    void webSocket_password_isDecided(Library library) {
        String id = "alice-" + library;
        assertDecided(library, Site.user(broker, "web", "alice", id));
        assertThat(Site.refused(broker, library, Site.user(broker, "web", "alice", "bob-" + id))
                        .reason())
                .isEqualTo("client-id");
    }

    @ParameterizedTest
    @EnumSource
    void webSocket_certificate_isDecided(Library library) {
        String id = "s" + library;
        assertDecided(library, certificate(id, id));
        assertThat(Site.refused(broker, library, certificate(id, "other-than-" + id))
                        .reason())
                .isEqualTo("client-id");
    }

    private static void assertDecided(Library library, Login login) {
        String id = login.clientId();
        try (Client client = Site.connected(library, login)) {
            assertThat(client.subscribe("plants/" + id + "/data", 1).accepted()).isTrue();
            assertThat(client.subscribe("plants/#", 1).accepted()).isFalse();
            assertThat(client.publish(Message.of("plants/" + id + "/data", "x")).accepted())
                    .isTrue();
            assertThat(client.publish(Message.of("plants/other/data", "x")).accepted())
                    .isFalse();
        }
        assertThat(broker.denials().awaitTopic(id, "plants/other/data").reason())
                .isEqualTo("no-permission");
    }

    private static Login certificate(String name, String clientId) {
        return Login.at(broker.address("web-mtls"), clientId).over(SITE.tls().presenting(SITE.sensor(name)));
    }
}
