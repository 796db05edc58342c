/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.it.broker.Await;
import io.topicwarden.it.client.Client;
import io.topicwarden.it.client.Library;
import io.topicwarden.it.client.Login;
import io.topicwarden.it.client.Message;
import io.topicwarden.it.client.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The main promises, in the broker's container image, through a published port. */
final class ContainerIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static BrokerContainer broker;

    @BeforeAll
    static void start() {
        broker = BrokerContainer.start(folder);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @EnumSource
    void connect_byTheRightPasswordOnly(Library library) {
        Login alice = broker.login("alice", "alice-" + library);
        try (Client client = library.open(alice)) {
            assertThat(client.connect().accepted()).isTrue();
        }
        try (Client client = library.open(alice.as("alice", "a guess"))) {
            assertThat(client.connect().accepted()).isFalse();
        }
        try (Client client = library.open(broker.login("alice", "bob-" + library))) {
            assertThat(client.connect().accepted()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void publishAndSubscribe_asThePolicySays(Library library) {
        try (Client client = library.open(broker.login("alice", "alice-pub-" + library))) {
            assertThat(client.connect().accepted()).isTrue();
            assertThat(client.subscribe("plants/#", 1).accepted()).isFalse();
            assertThat(client.subscribe("plants/data", 1).accepted()).isTrue();
            assertThat(client.publish(Message.of("plants/data", "x")).accepted())
                    .isTrue();
            Await.until("the message", () -> !client.received().isEmpty());
            assertThat(client.publish(Message.of("plants/other", "x")).accepted())
                    .isFalse();
        }
    }

    @Test
    void refusal_isOnRecordUnderTheIdThatTheClientIsTold() {
        try (Client client = Library.HIVEMQ_5.open(broker.login("alice", "alice-told"))) {
            assertThat(client.connect().accepted()).isTrue();
            Reply reply = client.publish(Message.of("plants/secret", "x"));

            String id = reply.reason().orElseThrow();
            Await.until("the record", () -> broker.denials().contains("\"event.id\":\"" + id + "\""));
        }
    }

    /** As Kubernetes changes a ConfigMap: {@code ..data} is swapped for a link to another folder. */
    @Test
    void policy_swappedAsAConfigMapIs_isInForceForAClientThatIsConnected() {
        try (Client client = Library.PAHO_5.open(broker.login("carol", "carol-1"))) {
            assertThat(client.connect().accepted()).isTrue();
            assertThat(client.subscribe("plants/later", 1).accepted()).isFalse();

            broker.swapPolicy(BrokerContainer.POLICY.replace("[plants/none]", "[plants/later]"));

            Await.until(
                    "the new policy", () -> client.subscribe("plants/later", 1).accepted());
        }
    }
}
