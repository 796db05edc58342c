/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.it.broker.Await;
import io.topicwarden.it.broker.Broker;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.broker.Saving;
import io.topicwarden.it.client.Client;
import io.topicwarden.it.client.Library;
import io.topicwarden.it.client.Login;
import io.topicwarden.it.client.Message;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sessions that outlive connections, identities' bindings and the broker itself. */
final class StoredSessionIT {

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
              reader: {password: HASH, roles: [reader]}
              writer: {password: HASH, roles: [writer]}
            """
                    .replace("HASH", Site.HASH);

    private static final String LONGER = IDENTITIES + "  reader-x: {password: " + Site.HASH + ", roles: [reader]}\n";

    private static final String POLICY =
            """
            version: 1
            roles:
              reader:
                permissions: [{allow: subscribe, topics: [r/a, r/b]}]
              writer:
                permissions: [{allow: publish, topics: [r/a, r/b]}]
            """;

    private static final Site SITE = new Site();

    private static Broker broker;

    @BeforeAll
    static void start() {
        broker = SITE.broker()
                .durable()
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

    @Test
    void resume_afterARestartWithAnotherPolicy_deliversOnlyWhatItPermits() {
        Saving.RENAME_INTO_PLACE.save(broker.conf().resolve("policy.yaml"), POLICY);
        try (Client reader = connected("reader", "reader-restart")) {
            assertThat(reader.subscribe("r/a", 1).accepted()).isTrue();
            assertThat(reader.subscribe("r/b", 1).accepted()).isTrue();
        }
        try (Client writer = connected("writer", "writer-1")) {
            assertThat(writer.publish(Message.of("r/b", "secret")).accepted()).isTrue();
            assertThat(writer.publish(Message.of("r/a", "queued")).accepted()).isTrue();
        }
        broker.stop();
        Saving.RENAME_INTO_PLACE.save(
                broker.conf().resolve("policy.yaml"),
                POLICY.replace("subscribe, topics: [r/a, r/b]", "subscribe, topics: r/a"));
        broker.restart();

        try (Client reader = connected("reader", "reader-restart");
                Client writer = connected("writer", "writer-2")) {
            assertThat(writer.publish(Message.of("r/b", "secret")).accepted()).isTrue();
            assertThat(writer.publish(Message.of("r/a", "last")).accepted()).isTrue();
            Await.until("the message `last`", () -> payloads(reader).contains("last"));
            assertThat(payloads(reader)).contains("queued").doesNotContain("secret");
        }
    }

    @Test
    void resume_sessionOfAnotherIdentity_isRefusedAlsoAfterARestart() {
        String id = "reader-x-1";
        try (Client reader = connected("reader", id)) {
            assertThat(reader.subscribe("r/a", 1).accepted()).isTrue();
        }
        broker.stop();
        Saving.RENAME_INTO_PLACE.save(broker.conf().resolve("identities.yaml"), LONGER);
        broker.restart();

        assertThat(Site.refused(broker, Library.HIVEMQ_5, login("reader-x", id)).reason())
                .isEqualTo("client-id");
        Client fresh = Site.connected(Library.HIVEMQ_5, Site.user(broker, "plain", "reader-x", id));
        fresh.close();
        connected("reader-x", id).close();
    }

    private static Client connected(String name, String clientId) {
        return Site.connected(Library.HIVEMQ_5, login(name, clientId));
    }

    private static Login login(String name, String clientId) {
        return Site.user(broker, "plain", name, clientId).resuming();
    }

    private static List<String> payloads(Client client) {
        return List.copyOf(client.received()).stream().map(Message::payload).toList();
    }
}
