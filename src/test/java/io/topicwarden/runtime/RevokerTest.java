/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.engine.Decision;
import io.topicwarden.policy.ReasonCode;
import io.topicwarden.runtime.PacketGates.Traffic;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a swap takes from a connected client, with a broker that notes what it is told. */
final class RevokerTest extends RevokerCase {

    @Test
    void enforce_nothingChangedForTheClient_leavesItAlone() {
        conf.write("policy.yaml", Conf.POLICY.replace("measurements", "other") + "# and a comment\n");
        revoker.enforce(conf.load());

        assertThat(alice.isUp(Traffic.DELIVERIES)).isFalse();
        assertThat(revoker.pending()).isZero();
        assertThat(sessions.calls()).isEmpty();
    }

    @Test
    void enforce_nothingChangedForAGatedClient_leavesItAlone() {
        alice.raise(Traffic.DELIVERIES);
        conf.write("policy.yaml", Conf.POLICY.replace("measurements", "other"));
        revoker.enforce(conf.load());

        assertThat(revoker.pending()).isZero();
        assertThat(sessions.calls()).isEmpty();
    }

    @Test
    void enforce_permissionGone_closedAtOnceAndSubscriptionTaken() throws InterruptedException {
        conf.write("policy.yaml", Conf.POLICY.replace("/status", "/other"));
        revoker.enforce(conf.load());

        assertThat(alice.isUp(Traffic.DELIVERIES)).isTrue();
        assertThat(alice.deliver("plants/brussels/status", 1).isAllowed()).isFalse();
        assertThat(sessions.told.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(sessions.calls()).contains("unsubscribe alice-1 [plants/brussels/status]");
    }

    @Test
    void enforce_passwordChanged_connectionEnds() throws InterruptedException {
        ends(conf.write("identities.yaml", Conf.IDENTITIES.replace("$pclx", "$qclx")), ReasonCode.BAD_CREDENTIALS);
    }

    @Test
    void enforce_passwordRemoved_connectionEnds() throws InterruptedException {
        ends(
                conf.write("identities.yaml", Conf.IDENTITIES.replaceFirst(" *password: .*\n", "")),
                ReasonCode.BAD_CREDENTIALS);
    }

    @Test
    void enforce_identityTemplateNamesAnother_connectionEnds() throws InterruptedException {
        conf.write(
                "identities.yaml", Conf.IDENTITIES + "  xalice: {roles: [operator], attributes: {site: brussels}}\n");
        ends(
                conf.write(
                        "topicwarden.yaml",
                        Conf.SETTINGS.replace(
                                "client-id: ${username}-*", "client-id: ${username}-*\n    identity: x${username}")),
                ReasonCode.BAD_CREDENTIALS);
    }

    private void ends(Conf changed, ReasonCode reason) throws InterruptedException {
        revoker.enforce(changed.load());

        assertThat(alice.publish("plants/brussels/status", 0, false, 0))
                .isInstanceOfSatisfying(Decision.Denied.class, denied -> assertThat(denied.reason())
                        .isEqualTo(reason));
        assertThat(sessions.told.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(sessions.calls()).anyMatch(call -> call.startsWith("disconnect alice-1"));
    }

    /** The same password under the same hash is the same, wherever it stands. */
    @Test
    void enforce_identityMovedWithinTheFile_leavesItAlone() {
        conf.write(
                "identities.yaml", Conf.IDENTITIES.replace("  alice:\n", "  aaron: {roles: [operator]}\n  alice:\n"));
        revoker.enforce(conf.load());

        assertThat(alice.isUp(Traffic.DELIVERIES)).isFalse();
        assertThat(sessions.calls()).isEmpty();
    }

    @Test
    void enforce_permissionGoneAndNothingHeld_gateStaysUpSinceMessagesCanBeQueued() throws InterruptedException {
        sessions.held = List.of();
        conf.write("policy.yaml", Conf.POLICY.replace("/status", "/other"));
        revoker.enforce(conf.load());

        assertThat(sessions.attempted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(alice.isUp(Traffic.DELIVERIES)).isTrue();
    }

    @Test
    void enforce_denyAdded_gated() {
        conf.write(
                "policy.yaml",
                Conf.POLICY.replace("/status\n", "/status\n      - deny: subscribe\n        topics: a\n"));
        revoker.enforce(conf.load());

        assertThat(alice.isUp(Traffic.DELIVERIES)).isTrue();
    }

    @Test
    void enforce_onlyMoreAllowed_notGated() {
        conf.write(
                "policy.yaml",
                Conf.POLICY.replace("/status\n", "/status\n      - allow: subscribe\n        topics: a\n"));
        revoker.enforce(conf.load());

        assertThat(alice.subscribe("a", 0).denied()).isEmpty();
        assertThat(alice.isUp(Traffic.DELIVERIES)).isFalse();
    }

    @Test
    void enforce_identityDisabled_disconnected() throws InterruptedException {
        conf.write(
                "identities.yaml",
                Conf.IDENTITIES.replace("roles: [operator]\n", "roles: [operator]\n    enabled: false\n"));
        revoker.enforce(conf.load());

        assertThat(alice.publish("plants/brussels/status", 0, false, 0).isAllowed())
                .isFalse();
        assertThat(sessions.told.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(sessions.calls()).anyMatch(call -> call.startsWith("disconnect alice-1"));
    }

    /** It never took alice's place. */
    @Test
    void enforce_identityDisabledAndSuccessorRefused_disconnected() throws InterruptedException {
        ConnectedClient refused = admitted(Attempts.on("tls").username("alice").clientId("alice-1"));
        assertThat(live.remove(refused)).isTrue();
        conf.write(
                "identities.yaml",
                Conf.IDENTITIES.replace("roles: [operator]\n", "roles: [operator]\n    enabled: false\n"));
        revoker.enforce(conf.load());

        assertThat(sessions.told.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(sessions.calls()).anyMatch(call -> call.startsWith("disconnect alice-1"));
    }

    @Test
    void enforce_willForbiddenWhileItsSuccessorIsNotAccepted_stoppedBefore() {
        ConnectedClient unused = admitted(
                Attempts.on("tls").username("alice").clientId("alice-2").will("plants/brussels/status", 0));
        ConnectedClient unusedToo =
                admitted(Attempts.on("tls").username("alice").clientId("alice-2"));
        conf.write("policy.yaml", Conf.POLICY.replace("allow: [publish, subscribe]", "allow: subscribe"));
        revoker.enforce(conf.load());

        assertThat(sessions.calls()).anyMatch(call -> call.startsWith("disconnect alice-2"));
    }

    @Test
    void admitted_whileAnotherSnapshotCameInForce_gatedAndLookedAt() throws InterruptedException {
        live.remove(alice);
        conf.write("policy.yaml", Conf.POLICY.replace("/status", "/other"));
        revoker.enforce(conf.load());

        revoker.admitted(alice);

        assertThat(alice.isUp(Traffic.DELIVERIES)).isTrue();
        assertThat(sessions.told.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(sessions.calls()).contains("unsubscribe alice-1 [plants/brussels/status]");
    }

    @Test
    void enforce_brokerDoesNotAnswer_gateStaysUp() throws InterruptedException {
        sessions.broken = true;
        conf.write("policy.yaml", Conf.POLICY.replace("/status", "/other"));
        revoker.enforce(conf.load());
        assertThat(sessions.attempted.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(alice.isUp(Traffic.DELIVERIES)).isTrue();
        assertThat(revoker.pending()).isOne();
    }

    @Test
    void resume_subscriptionNoLongerPermitted_takenBeforeTheClientIsTold() {
        sessions.held = List.of(new HeldSubscription("plants/#", 1));

        assertThat(revoker.resume(alice, true).orTimeout(30, TimeUnit.SECONDS).join())
                .isEmpty();
        assertThat(sessions.calls()).contains("unsubscribe alice-1 [plants/#]");
        assertThat(alice.isUp(Traffic.DELIVERIES)).isTrue();
    }

    @Test
    void resume_nothingChangedSinceItWasLeft_noGate() {
        assertThat(live.remove(alice)).isTrue();
        revoker.ended(alice, true);

        assertThat(revoker.resume(alice, true).orTimeout(30, TimeUnit.SECONDS).join())
                .isEmpty();
        assertThat(alice.isUp(Traffic.DELIVERIES)).isFalse();
    }

    @Test
    void resume_policyChangedAndChangedBackSinceItWasLeft_gated() {
        assertThat(live.remove(alice)).isTrue();
        revoker.ended(alice, true);
        Snapshot before = active.current().orElseThrow();
        active.swap(conf.load());
        active.swap(before);

        assertThat(revoker.resume(alice, true).orTimeout(30, TimeUnit.SECONDS).join())
                .isEmpty();
        assertThat(alice.isUp(Traffic.DELIVERIES)).isTrue();
    }

    @Test
    void resume_sessionOfAnotherIdentity_refused() {
        revoker.begins(alice, true);
        owners.note("alice-1", "somebody else", true);

        assertThat(revoker.resume(alice, true).orTimeout(30, TimeUnit.SECONDS).join())
                .isPresent();
    }

    @Test
    void resume_brokerDoesNotAnswer_fails() {
        sessions.broken = true;

        assertThat(revoker.resume(alice, true)).isCompletedExceptionally();
    }
}
