/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.it.broker.AllowAllExtension;
import io.topicwarden.it.broker.Await;
import io.topicwarden.it.broker.Broker;
import io.topicwarden.it.broker.BrokerBuilder;
import io.topicwarden.it.broker.Entry;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.broker.OtherExtensions;
import io.topicwarden.it.client.Client;
import io.topicwarden.it.client.Library;
import io.topicwarden.it.client.Login;
import io.topicwarden.it.client.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Topicwarden answers for beside other extensions (docs/other-extensions.md), and what it says of them. */
final class OtherExtensionsIT {

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
              polly: {password: HASH, roles: [polite]}
            """
                    .replace("HASH", Site.HASH);

    private static final String POLICY =
            """
            version: 1
            roles:
              device:
                permissions:
                  - {allow: [publish, subscribe], topics: [plants/data, in/one, out/two]}
              polite:
                denied-publish: refuse
                permissions:
                  - {allow: [publish, subscribe], topics: [in/one, out/two, in/both, out/both]}
            """;

    @Test
    void defaultPermissionsOfAnother_permitNothing() {
        try (Broker broker = broker().beside(OtherExtensions.granting()).start()) {
            broker.log().await("ANOTHER SECURITY EXTENSION IS INSTALLED", "granting");
            broker.log().await("granting", "has a client initializer");
            assertThat(Site.attempt(Library.HIVEMQ_5, Login.at(broker.address("plain"), "alice-anonymous"))
                            .accepted())
                    .isFalse();
            try (Client alice = Site.connected(Library.PAHO_5, login(broker, "alice"))) {
                assertThat(alice.subscribe("plants/+", 1).accepted()).isFalse();
                assertThat(alice.subscribe("plants/data", 1).accepted()).isTrue();
                assertThat(alice.publish(Message.of("plants/data", "a")).accepted())
                        .isTrue();
                assertThat(alice.publish(Message.of("plants/other", "a")).accepted())
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HIVEMQ_5", "PAHO_3"})
    void willBesideAClientInitializer_isDecidedByThePolicy(Library library) {
        try (Broker broker = broker().beside(OtherExtensions.granting()).start()) {
            Login alice = login(broker, "alice");
            assertThat(Site.attempt(library, alice.willing(Message.of("plants/other", "gone")))
                            .accepted())
                    .isFalse();
            assertThat(Site.attempt(library, alice.willing(Message.of("plants/data", "gone")))
                            .accepted())
                    .isTrue();
        }
    }

    @Test
    void topicsRewrittenByAnother_areDecidedAsRewritten() {
        try (Broker broker = broker().beside(OtherExtensions.rewriting()).start()) {
            broker.log().await("rewriting", "can change what clients send");
            try (Client reader = Site.connected(Library.PAHO_3, login(broker, "alice"))) {
                // from what is permitted to what is not, and the other way
                assertThat(reader.subscribe("in/one", 1).accepted()).isFalse();
                assertThat(reader.subscribe("in/two", 1).accepted()).isTrue();
                publish(broker, "alice", "in/one", false);
                publish(broker, "alice", "in/two", true);
                Await.until("the message", () -> !reader.received().isEmpty());
                assertThat(reader.received()).extracting(Message::topic).containsExactly("out/two");
            }
            Entry entry = broker.denials().awaitClient("alice-publisher");
            assertThat(entry.text("mqtt.topic")).isEqualTo("out/one");
        }
    }

    @Test
    void topicsRewrittenByAnother_whereRefusedAtTheGate_needBothPermissions() {
        try (Broker broker = broker().beside(OtherExtensions.rewriting()).start()) {
            publish(broker, "polly", "in/two", false);
            publish(broker, "polly", "in/one", false);
            publish(broker, "polly", "in/both", true);
        }
    }

    @Test
    void authenticatorAskedBefore_itsClientsMayDoNothing() {
        try (Broker broker = broker().beside(OtherExtensions.admittingFirst()).start()) {
            broker.log().await("IS ASKED BEFORE TOPICWARDEN", "admitting", "2000000");
            Login stranger = Login.at(broker.address("plain"), "stranger");
            try (Client client = Site.connected(Library.HIVEMQ_5, stranger)) {
                assertThat(client.subscribe("plants/data", 1).accepted()).isFalse();
                assertThat(client.publish(Message.of("plants/data", "x")).accepted())
                        .isFalse();
            }
            assertThat(Site.attempt(Library.HIVEMQ_5, stranger.willing(Message.of("plants/data", "x")))
                            .accepted())
                    .isFalse();
        }
    }

    @Test
    void folderRemovedAndPutBackWhileRunning_changesNothingInBetween() throws IOException {
        try (Broker broker = broker().beside(AllowAllExtension.ofPriority(0)).start()) {
            Path folder = broker.conf().resolveSibling("");
            Path aside = broker.folder().resolve("aside");
            try (Client before = Site.connected(Library.HIVEMQ_5, login(broker, "alice"))) {
                Files.move(folder, aside);
                broker.log().await("stays in force, nothing has changed");
                assertThat(Site.attempt(Library.PAHO_5, Login.at(broker.address("plain"), "alice-anonymous"))
                                .accepted())
                        .isFalse();
                assertThat(before.publish(Message.of("plants/data", "x")).accepted())
                        .isTrue();
                publish(broker, "alice", "plants/other", false);
                broker.log().mark();
                Files.move(aside, folder);
                Site.save(broker, "policy.yaml", POLICY.replace("plants/data", "plants/other"));
                publish(broker, "alice", "plants/other", true);
            }
        }
    }

    @Test
    void disabledAndEnabled_atTheNextStartsEach() throws IOException {
        try (Broker broker = broker().durable().start()) {
            Path disabled = Files.createFile(broker.conf().resolveSibling("DISABLED"));
            publish(broker, "alice", "plants/other", false);
            publish(broker, "alice", "plants/data", true);

            broker.restart();
            assertThat(Site.attempt(Library.HIVEMQ_5, login(broker, "alice")).accepted())
                    .as("without any security extension the broker admits nobody")
                    .isFalse();

            Files.delete(disabled);
            broker.restart();
            Await.until("entry", Duration.ofSeconds(30), () -> Site.attempt(Library.HIVEMQ_5, login(broker, "alice"))
                    .accepted());
            publish(broker, "alice", "plants/other", false);
        }
    }

    private static BrokerBuilder broker() {
        return Broker.builder()
                .listeners(Listener.tcp("plain"))
                .conf("topicwarden.yaml", SETTINGS)
                .conf("identities.yaml", IDENTITIES)
                .conf("policy.yaml", POLICY);
    }

    private static Login login(Broker broker, String name) {
        return Site.user(broker, "plain", name, name + "-1");
    }

    /** By a client of its own, since a refusal can end it. */
    private static void publish(Broker broker, String name, String topic, boolean expected) {
        Login login = Site.user(broker, "plain", name, name + "-publisher");
        try (Client client = Site.connected(Library.HIVEMQ_5, login)) {
            assertThat(client.publish(Message.of(topic, "x")).accepted())
                    .as("%s publishes to %s", name, topic)
                    .isEqualTo(expected);
        }
    }
}
