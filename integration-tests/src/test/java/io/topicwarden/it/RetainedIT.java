/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.it.broker.Await;
import io.topicwarden.it.broker.Broker;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.client.Client;
import io.topicwarden.it.client.Library;
import io.topicwarden.it.client.Login;
import io.topicwarden.it.client.Message;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Retained and queued messages: paths of delivery on which nobody publishes at that moment. */
final class RetainedIT {

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
              keeper: {password: HASH, roles: [keeper]}
              device: {password: HASH, roles: [device]}
            """
                    .replace("HASH", Site.HASH);

    private static final String POLICY =
            """
            version: 1
            roles:
              keeper:
                permissions:
                  - allow: [publish, subscribe]
                    topics: plants/#
                    wildcards: keeps the retained messages of the test
              device:
                permissions:
                  - allow: publish
                    topics: plants/state
                    retain: false
                  - allow: subscribe
                    topics: [plants/state, plants/live]
            """;

    private static Broker broker;

    @BeforeAll
    static void start() {
        broker = Broker.builder()
                .listeners(Listener.tcp("plain"))
                .conf("topicwarden.yaml", SETTINGS)
                .conf("identities.yaml", IDENTITIES)
                .conf("policy.yaml", POLICY)
                .start();
        try (Client keeper = Site.connected(Library.HIVEMQ_5, login("keeper", "keeper-0"))) {
            assertThat(keeper.publish(Message.of("plants/state", "on").retained())
                            .accepted())
                    .isTrue();
            assertThat(keeper.publish(Message.of("plants/secret", "42").retained())
                            .accepted())
                    .isTrue();
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @EnumSource
    void retained_refusedFilter_deliversNothing(Library library) {
        try (Client device = Site.connected(library, login("device", "device-wide-" + library))) {
            assertThat(device.subscribe("plants/#", 1).accepted()).isFalse();
            assertThat(device.subscribe("plants/secret", 1).accepted()).isFalse();
            assertThat(device.subscribe("plants/state", 1).accepted()).isTrue();
            Await.until("the retained state", () -> !device.received().isEmpty());
            assertThat(device.received())
                    .isEqualTo(List.of(Message.of("plants/state", "on").retained()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void retained_clearingWithoutThePermission_isRefusedAndChangesNothing(Library library) {
        String id = "device-clear-" + library;
        try (Client device = Site.connected(library, login("device", id))) {
            assertThat(device.publish(Message.of("plants/state", "").retained()).accepted())
                    .isFalse();
        }
        assertThat(broker.denials().awaitClient(id).reason()).isEqualTo("retain");
        try (Client keeper = Site.connected(library, login("keeper", "keeper-after-" + library))) {
            assertThat(keeper.subscribe("plants/state", 1).accepted()).isTrue();
            Await.until("the retained state", () -> !keeper.received().isEmpty());
        }
    }

    @Test
    void queued_refusedFilter_queuesNothing() {
        Login login = login("device", "device-queue").resuming();
        try (Client device = Site.connected(Library.HIVEMQ_5, login)) {
            assertThat(device.subscribe("plants/+", 1).accepted()).isFalse();
            assertThat(device.subscribe("plants/live", 1).accepted()).isTrue();
        }
        try (Client keeper = Site.connected(Library.HIVEMQ_5, login("keeper", "keeper-1"))) {
            keeper.publish(Message.of("plants/hidden", "1"));
            keeper.publish(Message.of("plants/live", "2"));
        }
        try (Client device = Site.connected(Library.HIVEMQ_5, login)) {
            Await.until("the queued message", () -> !device.received().isEmpty());
            assertThat(device.received()).isEqualTo(List.of(Message.of("plants/live", "2")));
        }
    }

    private static Login login(String user, String clientId) {
        return Site.user(broker, "plain", user, clientId);
    }
}
