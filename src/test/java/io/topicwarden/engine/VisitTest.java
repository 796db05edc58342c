/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import static io.topicwarden.engine.Permissions.allow;
import static io.topicwarden.policy.Action.PUBLISH;
import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.TimeWindow;
import io.topicwarden.policy.When;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * How many rules a decision comes to, counted without a clock: every rule has a window of time that is closed, so each one
 * that a walk comes to asks which hour it is, and none ends the walk.
 */
final class VisitTest {

    private static final When CLOSED = new When(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            Map.of(),
            Optional.empty(),
            Optional.of(new TimeWindow(Set.of(), LocalTime.of(1, 0), LocalTime.of(2, 0), ZoneOffset.UTC)));

    /** Each of the four once for the decision, and once more for the reason of the refusal. */
    private static final int MOST = 8;

    @Test
    void publish_tenThousandPermissions_comesToNoMoreRulesThanWithTen() {
        assertThat(visits(10_000)).isEqualTo(visits(10)).isBetween(4, MOST);
    }

    /** How many rules are asked for the topic {@code a/b0/c}: itself, with a wildcard, with a subtree, with a variable. */
    private static int visits(int branches) {
        List<Permissions> permissions = new ArrayList<>();
        for (int i = 0; i < branches; i++) {
            String branch = "a/b" + i;
            permissions.add(allow(PUBLISH, branch + "/c").when(CLOSED));
            permissions.add(allow(PUBLISH, branch + "/+").when(CLOSED));
            permissions.add(allow(PUBLISH, branch + "/#").when(CLOSED));
            permissions.add(allow(PUBLISH, branch + "/${client.id}").when(CLOSED));
        }
        AtomicInteger asked = new AtomicInteger();
        InstantSource counting = () -> {
            asked.incrementAndGet();
            return Instant.parse("2026-11-23T12:00:00Z");
        };
        ClientPermissions client =
                Policies.roleSet(Policies.number(permissions)).bind(Clients.client("c"), counting);
        assertThat(client.publish("a/b0/c", 0, false, 0).isAllowed()).isFalse();
        return asked.get();
    }
}
