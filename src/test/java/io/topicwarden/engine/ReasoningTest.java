/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import static io.topicwarden.engine.Permissions.allow;
import static io.topicwarden.engine.Permissions.deny;
import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.DescribedClient;
import io.topicwarden.policy.MqttVersion;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.Role;
import io.topicwarden.policy.SourceSpan;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What each permission has to do with an attempt. */
class ReasoningTest {

    private static final Client CLIENT = new DescribedClient(
                    "c",
                    Optional.empty(),
                    Optional.empty(),
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    MqttVersion.MQTT_5,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())
            .client();

    private static List<Considered> reasons(Attempt attempt, Permissions... permissions) {
        List<Permission> all = new ArrayList<>();
        for (Permissions one : permissions) {
            all.add(one.in("r", all.size() + 1));
        }
        Role role = new Role("r", "", all, Optional.empty(), SourceSpan.startOf("policy.yaml"));
        return Reasoning.of(List.of(role), CLIENT, InstantSource.fixed(Instant.EPOCH), attempt);
    }

    private static Attempt publish(String topic, int qos) {
        return new Attempt(Attempt.Kind.PUBLISH, topic, qos, false, 0);
    }

    private static Attempt subscribe(String filter) {
        return Attempt.of(Attempt.Kind.SUBSCRIBE, filter);
    }

    @Test
    void publish_allNearMisses_areToldAndNotOnlyTheNearest() {
        List<Considered> reasons = reasons(
                publish("a/b", 2),
                allow(Action.PUBLISH, "a/+").qos(0),
                allow(Action.PUBLISH, "a/b").qos(1).retain(true),
                allow(Action.PUBLISH, "c"));
        assertThat(reasons).hasSize(2);
        assertThat(reasons.get(0).unmet()).containsExactly("QoS 2 is not in [0]");
        assertThat(reasons.get(1).unmet()).containsExactly("QoS 2 is not in [1]", "the retain flag is not set");
    }

    @Test
    void publish_permissionOfTheOtherAction_isNotTold() {
        assertThat(reasons(publish("a", 0), allow(Action.SUBSCRIBE, "a"))).isEmpty();
    }

    /** A subscription that it leaves alone can be the one by which the message comes. */
    @Test
    void deliver_denyOfAnotherQosOrOfGroups_isToldNotToHold() {
        List<Considered> reasons = reasons(
                Attempt.of(Attempt.Kind.DELIVER, "a"),
                allow(Action.SUBSCRIBE, "a").qos(2),
                deny(Action.SUBSCRIBE, "a").qos(1),
                deny(Action.SUBSCRIBE, "#").sharedGroups("g"));
        assertThat(reasons).extracting(Considered::holds).containsExactly(true, false, false);
    }

    @Test
    void publish_denyWhoseConditionDoesNotHold_isToldWithIt() {
        List<Considered> reasons =
                reasons(publish("a", 0), deny(Action.PUBLISH, "#").qos(2));
        assertThat(reasons.get(0).holds()).isFalse();
        assertThat(reasons.get(0).unmet()).containsExactly("QoS 0 is not in [2]");
    }

    @Test
    void publish_denyByAVariableWithoutValue_deniesEverything() {
        List<Considered> reasons = reasons(publish("a", 0), deny(Action.PUBLISH, "b/${username}"));
        assertThat(reasons.get(0).closing()).isTrue();
    }

    @Test
    void publish_allowByAVariableWithoutValue_isANearMiss() {
        List<Considered> reasons = reasons(publish("b/x", 0), allow(Action.PUBLISH, "b/${username}"));
        assertThat(reasons.get(0).unmet()).containsExactly("`${username}` has no value that can stand for a level");
    }

    @Test
    void subscribe_permissionOfAPart_namesEachPart() {
        List<Considered> reasons =
                reasons(subscribe("a/#"), allow(Action.SUBSCRIBE, "a/b", "+/c/#", "d"), allow(Action.SUBSCRIBE, "+/#"));
        assertThat(reasons.get(0).parts()).containsExactly("a/b", "a/c/#");
        assertThat(reasons.get(1).parts()).isEmpty();
    }

    @Test
    void subscribe_throughAGroup_holdsAllowsToIt() {
        List<Considered> reasons = reasons(
                subscribe("$share/g/a"),
                allow(Action.SUBSCRIBE, "a"),
                allow(Action.SUBSCRIBE, "a").sharedGroups("g"),
                deny(Action.SUBSCRIBE, "a"));
        assertThat(reasons).extracting(Considered::holds).containsExactly(false, true, true);
    }

    @Test
    void subscribe_plainly_isNotConcernedByADenyOfGroups() {
        List<Considered> reasons =
                reasons(subscribe("a"), deny(Action.SUBSCRIBE, "a").sharedGroups("g"));
        assertThat(reasons.get(0).unmet()).containsExactly("it concerns shared subscriptions only");
    }

    @Test
    void attempt_thatIsNoTopic_concernsNothing() {
        assertThat(reasons(publish("a/+", 0), allow(Action.PUBLISH, "#"))).isEmpty();
        assertThat(reasons(subscribe("a/#/b"), allow(Action.SUBSCRIBE, "#"))).isEmpty();
    }
}
