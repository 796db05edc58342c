/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.topicwarden.policy.ReasonCode;
import io.topicwarden.runtime.PacketGates.Traffic;
import org.junit.jupiter.api.Test;

/** A plan says what is to be done about each client and does nothing itself. */
final class PlanTest extends RevokerCase {

    @Test
    void of_nothingChanged_concernsNobody() {
        Plan plan = plan("policy.yaml", Conf.POLICY + "# a comment\n");

        assertThat(plan.covers(alice)).isTrue();
        assertThat(plan.concerned()).isEmpty();
        assertThat(plan.endings()).isEmpty();
    }

    @Test
    void of_permissionGone_gatesAndTouchesNothing() {
        Plan plan = plan("policy.yaml", Conf.POLICY.replace("/status", "/other"));

        assertThat(plan.gated()).containsExactly(alice);
        assertThat(plan.endings()).isEmpty();
        assertThat(alice.isUp(Traffic.DELIVERIES)).isFalse();
        assertThat(sessions.calls()).isEmpty();
        assertThat(active.current()).contains(first);
    }

    @Test
    void of_onlyMoreAllowed_looksAndDoesNotGate() {
        Plan plan = plan(
                "policy.yaml",
                Conf.POLICY.replace("/status\n", "/status\n      - allow: subscribe\n        topics: a\n"));

        assertThat(plan.concerned()).containsExactly(alice);
        assertThat(plan.gated()).isEmpty();
    }

    /** What it gives ends with the hour, and its deliveries must be decided when it does. */
    @Test
    void of_moreAllowedForSomeHours_gates() {
        String allow = "- {allow: subscribe, topics: a, when: {time: {zone: UTC, days: mon}}}\n";
        Plan plan = plan("policy.yaml", Conf.POLICY.replace("/status\n", "/status\n      " + allow));

        assertThat(plan.gated()).containsExactly(alice);
    }

    @Test
    void of_disabledWithoutWillAndGroup_endsAfterTheSwap() {
        assertThat(plan("identities.yaml", disabled()).endings()).isEmpty();
    }

    @Test
    void of_disabledWithAWill_endsBeforeTheSwap() {
        ConnectedClient willing = admitted(
                Attempts.on("tls").username("alice").clientId("alice-2").will("plants/brussels/status"));

        assertThat(plan("identities.yaml", disabled()).endings())
                .extracting(
                        ending -> ending.client(),
                        ending -> ending.ending().refusal().reason())
                .containsExactly(tuple(willing, ReasonCode.DISABLED));
    }

    /** What it is handed and may not have would be lost to the others of its group. */
    @Test
    void of_disabledMemberOfAGroup_endsBeforeTheSwap() {
        conf.write(
                "policy.yaml",
                Conf.POLICY.replace(
                        "/status\n",
                        "/status\n      - allow: subscribe\n        topics: a\n        shared-groups: g\n"));
        active.swap(conf.load());

        assertThat(plan("identities.yaml", disabled()).endings())
                .extracting(Plan.Ending::client)
                .containsExactly(alice);
    }

    private Plan plan(String file, String text) {
        conf.write(file, text);
        return Plan.of(live.all(), conf.load());
    }

    private static String disabled() {
        return Conf.IDENTITIES.replace("roles: [operator]\n", "roles: [operator]\n    enabled: false\n");
    }
}
