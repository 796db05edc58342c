/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import static io.topicwarden.engine.Permissions.allow;
import static io.topicwarden.engine.Permissions.deny;
import static io.topicwarden.policy.Action.PUBLISH;
import static io.topicwarden.policy.Action.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.Client;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What decisions that allow leave for the garbage collector. */
final class AllocationTest {

    private static final Client CLIENT = Clients.client("c1", Map.of("site", List.of("brussels", "ghent")));

    @Test
    void publish_allowed_allocatesNothing() {
        ClientPermissions permissions = Policies.bind(
                CLIENT,
                allow(PUBLISH, "plants/${attributes.site}/dev-${client.id}/measurements/+")
                        .qos(0, 1)
                        .retain(false)
                        .maxPayload(65_536)
                        .when(RandomCase.onListener("tls")),
                allow(PUBLISH, "plants/+/other/#").when(RandomCase.onListener("lan")),
                deny(PUBLISH, "plants/+/+/firmware/#"),
                deny(PUBLISH, "secret/${attributes.nothing}").qos(2));
        String topic = "plants/ghent/dev-c1/measurements/temperature";
        assertThat(allocated(() -> permissions.publish(topic, 1, false, 100))).isZero();
    }

    @Test
    void deliver_allowed_allocatesNothing() {
        ClientPermissions permissions =
                Policies.bind(CLIENT, allow(SUBSCRIBE, "a/${client.id}/#"), deny(SUBSCRIBE, "+/+/x"));
        assertThat(allocated(() -> permissions.deliver("a/c1/b/c", 0))).isZero();
    }

    private static long allocated(Supplier<Decision> decision) {
        return Allocations.ofThousand(() -> {
            Decision made = decision.get();
            if (!made.isAllowed()) {
                throw new AssertionError(made.toString());
            }
        });
    }
}
