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
import io.topicwarden.it.client.Packet;
import io.topicwarden.it.client.RawClient;
import io.topicwarden.it.client.RawConnect;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What outlives the broker is decided by the files as they are when it is back. Everything is left behind first, then the
 * broker restarted once with other files; each test looks at one thing of it.
 */
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
              gone: {password: HASH, roles: [reader]}
            """
                    .replace("HASH", Site.HASH);

    private static final String OTHER_IDENTITIES = IDENTITIES
            .replace(
                    "roles: [reader]}\n  writer",
                    "roles: [reader]}\n  reader-x: {password: " + Site.HASH + ", roles: [reader]}\n  writer")
            .replaceFirst("gone: \\{", "gone: {enabled: false, ");

    private static final String POLICY =
            """
            version: 1
            roles:
              reader:
                permissions: [{allow: subscribe, topics: [queue/a, queue/b, half/a, half/b, kept/a, kept/b, will/b]}]
              writer:
                permissions: [{allow: publish, topics: [queue/a, queue/b, half/a, half/b, kept/a, kept/b, will/b]}]
            """;

    private static final String OTHER_POLICY =
            """
            version: 1
            roles:
              reader:
                permissions: [{allow: subscribe, topics: [queue/a, half/a, kept/a, will/b]}]
              writer:
                permissions: [{allow: publish, topics: [queue/a, queue/b, half/a, half/b, kept/a, kept/b]}]
            """;

    private static final Site SITE = new Site();

    private static Broker broker;
    private static Client writer;

    @BeforeAll
    static void leaveAndRestart() {
        broker = SITE.broker()
                .durable()
                .listeners(Listener.tcp("plain"))
                .conf("topicwarden.yaml", SETTINGS)
                .conf("identities.yaml", IDENTITIES)
                .conf("policy.yaml", POLICY)
                .start();
        writer = connected("writer", "writer-1");
        leaveQueue();
        leaveHalfAHandshake();
        leaveWill();
        say(Message.of("kept/a", "kept").retained());
        say(Message.of("kept/b", "kept secret").retained());
        connected("gone", "gone-1").close();
        connected("reader", "reader-x-1").close();
        writer.close();
        broker.stop();
        Saving.RENAME_INTO_PLACE.save(broker.conf().resolve("identities.yaml"), OTHER_IDENTITIES);
        Saving.RENAME_INTO_PLACE.save(broker.conf().resolve("policy.yaml"), OTHER_POLICY);
        broker.restart();
        writer = connected("writer", "writer-1");
    }

    private static void leaveQueue() {
        try (Client reader = connected("reader", "reader-queue")) {
            assertThat(reader.subscribe("queue/a", 1).accepted()).isTrue();
            assertThat(reader.subscribe("queue/b", 1).accepted()).isTrue();
        }
        say(Message.of("queue/b", "secret"));
        say(Message.of("queue/a", "queued"));
    }

    private static void leaveHalfAHandshake() {
        try (RawClient reader = raw(RawConnect.of(login("reader", "reader-half")))) {
            reader.sendSubscribe(List.of("half/a", "half/b"), 2);
            assertThat(reader.next().type()).isEqualTo(Packet.SUBACK);
            say(Message.of("half/b", "secret").qos(2));
            assertThat(reader.next().payload()).isEqualTo("secret");
        }
    }

    private static void leaveWill() {
        raw(RawConnect.of(login("writer", "writer-will")).willing(Message.of("will/b", "will"), 600))
                .close();
    }

    @AfterAll
    static void stop() {
        writer.close();
        broker.close();
    }

    @Test
    void resume_subscribedToWhatIsForbiddenNow_deliversOnlyWhatIsPermitted() {
        try (Client reader = connected("reader", "reader-queue")) {
            say(Message.of("queue/b", "secret"));
            say(Message.of("queue/a", "last"));
            awaitPayload(reader, "last");
            assertThat(payloads(reader)).contains("queued").doesNotContain("secret");
        }
    }

    /** The broker keeps what a client has begun to receive, and sends it again to who comes back. */
    @Test
    void resume_inTheMiddleOfAHandshakeThatIsForbiddenNow_repeatsNothingOfIt() {
        try (RawClient reader = raw(RawConnect.of(login("reader", "reader-half")))) {
            say(Message.of("half/a", "last").qos(2));
            assertThat(reader.next().payload()).isEqualTo("last");
        }
    }

    @Test
    void subscribe_toWhatIsKeptAndForbiddenNow_getsNothing() {
        try (Client reader = connected("reader", "reader-kept")) {
            assertThat(reader.subscribe("kept/b", 1).accepted()).isFalse();
            assertThat(reader.subscribe("kept/a", 1).accepted()).isTrue();
            awaitPayload(reader, "kept");
            assertThat(payloads(reader)).doesNotContain("kept secret");
        }
    }

    /** The broker has forgotten it, whatever the policy, so that nobody else has to remember it. */
    @Test
    void delayedWill_forbiddenNow_isNotPublished() {
        try (Client reader = connected("reader", "reader-will")) {
            assertThat(reader.subscribe("will/b", 1).accepted()).isTrue();
            assertThat(reader.subscribe("queue/a", 1).accepted()).isTrue();
            Site.connected(Library.HIVEMQ_5, Site.user(broker, "plain", "writer", "writer-will")) // a clean start
                    .close();
            say(Message.of("queue/a", "last"));
            awaitPayload(reader, "last");
            assertThat(payloads(reader)).doesNotContain("will");
        }
    }

    @Test
    void resume_identityDisabledNow_isRefused() {
        assertThat(Site.refused(broker, Library.HIVEMQ_5, login("gone", "gone-1"))
                        .reason())
                .isEqualTo("disabled");
    }

    @Test
    void resume_sessionOfAnotherIdentity_isRefused() {
        String id = "reader-x-1";
        assertThat(Site.refused(broker, Library.HIVEMQ_5, login("reader-x", id)).reason())
                .isEqualTo("client-id");
        Site.connected(Library.HIVEMQ_5, Site.user(broker, "plain", "reader-x", id))
                .close();
        connected("reader-x", id).close();
    }

    private static RawClient raw(RawConnect connect) {
        return Site.connected(broker, connect.session(3600));
    }

    private static void say(Message message) {
        assertThat(writer.publish(message).accepted()).as("%s", message).isTrue();
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

    private static void awaitPayload(Client client, String payload) {
        Await.until("the message `" + payload + "`", () -> payloads(client).contains(payload));
    }
}
