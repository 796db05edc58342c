/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import static io.topicwarden.engine.Permissions.allow;
import static io.topicwarden.engine.Permissions.allowEveryTopic;
import static io.topicwarden.engine.Permissions.deny;
import static io.topicwarden.policy.Action.PUBLISH;
import static io.topicwarden.policy.Action.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.topicwarden.policy.Client;
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

/** What permissions ask for beside the topic. */
final class ConditionTest {

    private static final Client CLIENT = Clients.client("c1");
    private static final Instant EVENING = Instant.parse("2026-11-23T20:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-11-23T22:00:00Z");
    private static final When DAYTIME = at(LocalTime.of(6, 0), LocalTime.of(22, 0));

    @Test
    void subscribe_conditionsOfPublishing_areNotLookedAt() {
        ClientPermissions allowed =
                Policies.bind(CLIENT, allow(SUBSCRIBE, "a").retain(true).maxPayload(0));
        assertThat(allowed.subscribe("a", 0).isAllowed()).isTrue();
        ClientPermissions denied = Policies.bind(
                CLIENT,
                allowEveryTopic(SUBSCRIBE),
                deny(SUBSCRIBE, "a").retain(true).maxPayload(0));
        assertThat(denied.subscribe("a", 0).isAllowed()).isFalse();
    }

    @Test
    void publish_conditionsOfSubscribing_areNotLookedAt() {
        ClientPermissions allowed = Policies.bind(CLIENT, allow(PUBLISH, "a").sharedGroups("g"));
        assertThat(allowed.publish("a", 0, false, 0).isAllowed()).isTrue();
        ClientPermissions denied = Policies.bind(
                CLIENT, allowEveryTopic(PUBLISH), deny(PUBLISH, "a").sharedGroups("g"));
        assertThat(denied.publish("a", 0, false, 0).isAllowed()).isFalse();
    }

    @Test
    void deliver_allowOfAQos_isForThatOfTheSubscription() {
        ClientPermissions permissions =
                Policies.bind(CLIENT, allow(SUBSCRIBE, "a").qos(2).sharedGroups("g"));
        assertThat(permissions.deliver("a", 0).isAllowed()).isTrue();
        assertThat(permissions.deliver("b", 0).isAllowed()).isFalse();
    }

    /** It was asked for with its own quality of service or a higher one. */
    @Test
    void deliver_denyOfAQos_leavesWhatLowerOnesAskedFor() {
        ClientPermissions permissions = Policies.bind(
                CLIENT, allow(SUBSCRIBE, "a"), deny(SUBSCRIBE, "a").qos(2));
        assertThat(permissions.deliver("a", 0).isAllowed()).isTrue();
        assertThat(permissions.deliver("a", 1).isAllowed()).isTrue();
        assertThat(permissions.deliver("a", 2).isAllowed()).isFalse();
    }

    @Test
    void deliver_denyOfGroups_leavesWhatIsNotShared() {
        ClientPermissions permissions = Policies.bind(
                CLIENT, allow(SUBSCRIBE, "a"), deny(SUBSCRIBE, "a").sharedGroups("g"));
        assertThat(permissions.deliver("a", 1).isAllowed()).isTrue();
    }

    @Test
    void deny_conditionDoesNotHold_deniesNothing() {
        ClientPermissions permissions = Policies.bind(
                CLIENT, allow(PUBLISH, "a"), deny(PUBLISH, "a").qos(1).retain(true));
        assertThat(permissions.publish("a", 1, false, 0).isAllowed()).isTrue();
        assertThat(permissions.publish("a", 0, true, 0).isAllowed()).isTrue();
        assertThat(permissions.publish("a", 1, true, 0).isAllowed()).isFalse();
    }

    @Test
    void time_windowEnds_decisionChanges() {
        List<Instant> now = new ArrayList<>(List.of(EVENING));
        ClientPermissions permissions = Policies.roleSet(
                        Policies.number(List.of(allow(PUBLISH, "a").when(DAYTIME))))
                .bind(CLIENT, () -> now.get(0));
        assertThat(permissions.publish("a", 0, false, 0).isAllowed()).isTrue();
        now.set(0, NIGHT);
        Decision decision = permissions.publish("a", 0, false, 0);
        assertThat(decision).isInstanceOfSatisfying(Decision.Denied.class, denied -> assertThat(denied.message())
                .isEqualTo("role `r`, policy.yaml:10 matches, but it is not between 06:00 and 22:00 in Z"));
    }

    @Test
    void time_noConditionOnIt_isNotAskedFor() {
        AtomicInteger asked = new AtomicInteger();
        InstantSource time = () -> {
            asked.incrementAndGet();
            return EVENING;
        };
        ClientPermissions permissions = Policies.roleSet(Policies.number(List.of(
                        allow(PUBLISH, "a").when(RandomCase.onListener("tls")),
                        allow(PUBLISH, "b").when(DAYTIME))))
                .bind(CLIENT, time);
        permissions.publish("a", 0, false, 0);
        permissions.publish("c", 0, false, 0);
        assertThat(asked).hasValue(0);
        permissions.publish("b", 0, false, 0);
        assertThat(asked).hasValue(1);
    }

    @Test
    void when_moreDifferentOnesThanAreAnsweredBeforehand_areStillAnswered() {
        List<Permissions> permissions = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String listener = i % 2 == 0 ? "tl*" + "*".repeat(i) : "other" + i;
            permissions.add(allow(PUBLISH, "t" + i).when(RandomCase.onListener(listener)));
        }
        ClientPermissions bound = Policies.bind(CLIENT, Policies.number(permissions));
        for (int i = 0; i < 200; i++) {
            assertThat(bound.publish("t" + i, 0, false, 0).isAllowed())
                    .as("t" + i)
                    .isEqualTo(i % 2 == 0);
        }
    }

    @Test
    void request_impossible_isRefused() {
        ClientPermissions permissions = Policies.bind(CLIENT, allowEveryTopic(PUBLISH), allowEveryTopic(SUBSCRIBE));
        assertThatThrownBy(() -> permissions.publish("a", 3, false, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> permissions.publish("a", -1, false, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> permissions.publish("a", 0, false, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> permissions.subscribe("a", 3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void payload_longest_isDecided() {
        ClientPermissions permissions =
                Policies.bind(CLIENT, allow(PUBLISH, "a").maxPayload(1000), allow(PUBLISH, "b"));
        assertThat(permissions.publish("a", 0, false, Long.MAX_VALUE).isAllowed())
                .isFalse();
        assertThat(permissions.publish("b", 0, false, Long.MAX_VALUE).isAllowed())
                .isTrue();
    }

    private static When at(LocalTime from, LocalTime to) {
        return new When(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.of(new TimeWindow(Set.of(), from, to, ZoneOffset.UTC)));
    }
}
