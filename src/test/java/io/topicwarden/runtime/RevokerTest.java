/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.topicwarden.audit.DenialLog;
import io.topicwarden.audit.LogFailures;
import io.topicwarden.identity.password.PasswordVerifier;
import io.topicwarden.policy.LogSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a swap takes from a connected client, with a broker that notes what it is told. */
final class RevokerTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final ActiveSnapshot active = new ActiveSnapshot();
    private final LiveClients live = new LiveClients();
    private final PasswordVerifier passwords = new PasswordVerifier(1, 16, InstantSource.system());
    private final Telemetry telemetry = new Telemetry(new MetricRegistry());
    private final Sessions sessions = new Sessions();

    @SuppressWarnings("NullAway.Init")
    private Conf conf;

    @SuppressWarnings("NullAway.Init")
    private Revoker revoker;

    @SuppressWarnings("NullAway.Init")
    private DenialLog log;

    @SuppressWarnings("NullAway.Init")
    private SessionOwners owners;

    @SuppressWarnings("NullAway.Init")
    private ConnectedClient alice;

    @BeforeEach
    void connect() {
        conf = new Conf(folder);
        active.swap(conf.load());
        log = DenialLog.open(
                folder.resolve("log"), LogSettings.of("denials.jsonl"), InstantSource.system(), new LogFailures() {
                    @Override
                    public void failing(String what, Throwable cause) {
                        throw new AssertionError(what, cause);
                    }

                    @Override
                    public void recovered(String what, long behind) {}
                });
        owners = new SessionOwners(folder.resolve("owners"));
        Refusals refusals = new Refusals(log, telemetry, active, InstantSource.system());
        revoker = new Revoker(active, live, refusals, telemetry, sessions, owners, InstantSource.system());
        Admission admission = new Admission(active, passwords, live, InstantSource.system());
        Admission.Step step = admission.begin(
                Attempts.on("tls").username("alice").clientId("alice-1").attempt(),
                Optional.of(Conf.PASSWORD.getBytes(StandardCharsets.UTF_8)));
        CompletableFuture<Admission.Outcome> outcome = new CompletableFuture<>();
        ((Admission.Step.NeedsPassword) step).check().run(outcome::complete);
        alice = ((Admission.Outcome.Admitted)
                        outcome.orTimeout(30, TimeUnit.SECONDS).join())
                .client();
        revoker.admitted(alice);
        sessions.held = List.of(new HeldSubscription("plants/brussels/status", 1));
    }

    @AfterEach
    void close() {
        revoker.close();
        owners.close();
        passwords.close();
        log.close();
        telemetry.close();
    }

    @Test
    void enforce_nothingChangedForTheClient_leavesItAlone() {
        conf.write("policy.yaml", Conf.POLICY.replace("measurements", "other") + "# and a comment\n");
        revoker.enforce(conf.load());

        assertThat(alice.deliveries().isUp()).isFalse();
        assertThat(revoker.pending()).isZero();
        assertThat(sessions.calls()).isEmpty();
    }

    @Test
    void enforce_nothingChangedForAGatedClient_leavesItAlone() {
        alice.deliveries().raise();
        conf.write("policy.yaml", Conf.POLICY.replace("measurements", "other"));
        revoker.enforce(conf.load());

        assertThat(revoker.pending()).isZero();
        assertThat(sessions.calls()).isEmpty();
    }

    @Test
    void enforce_permissionGone_closedAtOnceAndSubscriptionTaken() throws InterruptedException {
        conf.write("policy.yaml", Conf.POLICY.replace("/status", "/other"));
        revoker.enforce(conf.load());

        assertThat(alice.deliveries().isUp()).isTrue();
        assertThat(alice.deliver("plants/brussels/status").isAllowed()).isFalse();
        assertThat(sessions.told.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(sessions.calls()).contains("unsubscribe alice-1 [plants/brussels/status]");
    }

    @Test
    void enforce_permissionGoneAndNothingHeld_gateStaysUpSinceMessagesCanBeQueued() throws InterruptedException {
        sessions.held = List.of();
        conf.write("policy.yaml", Conf.POLICY.replace("/status", "/other"));
        revoker.enforce(conf.load());

        assertThat(sessions.attempted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(alice.deliveries().isUp()).isTrue();
    }

    @Test
    void enforce_denyAdded_gated() {
        conf.write(
                "policy.yaml",
                Conf.POLICY.replace("/status\n", "/status\n      - deny: subscribe\n        topics: a\n"));
        revoker.enforce(conf.load());

        assertThat(alice.deliveries().isUp()).isTrue();
    }

    @Test
    void enforce_onlyMoreAllowed_notGated() {
        conf.write(
                "policy.yaml",
                Conf.POLICY.replace("/status\n", "/status\n      - allow: subscribe\n        topics: a\n"));
        revoker.enforce(conf.load());

        assertThat(alice.subscribe("a", 0).denied()).isEmpty();
        assertThat(alice.deliveries().isUp()).isFalse();
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

    @Test
    void admitted_whileAnotherSnapshotCameInForce_gatedAndLookedAt() throws InterruptedException {
        live.remove(alice.token());
        conf.write("policy.yaml", Conf.POLICY.replace("/status", "/other"));
        revoker.enforce(conf.load());

        revoker.admitted(alice);

        assertThat(alice.deliveries().isUp()).isTrue();
        assertThat(sessions.told.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(sessions.calls()).contains("unsubscribe alice-1 [plants/brussels/status]");
    }

    @Test
    void enforce_brokerDoesNotAnswer_gateStaysUp() throws InterruptedException {
        sessions.broken = true;
        conf.write("policy.yaml", Conf.POLICY.replace("/status", "/other"));
        revoker.enforce(conf.load());
        assertThat(sessions.attempted.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(alice.deliveries().isUp()).isTrue();
        assertThat(revoker.pending()).isOne();
    }

    @Test
    void resume_subscriptionNoLongerPermitted_takenBeforeTheClientIsTold() {
        sessions.held = List.of(new HeldSubscription("plants/#", 1));

        assertThat(revoker.resume(alice, true).orTimeout(30, TimeUnit.SECONDS).join())
                .isEmpty();
        assertThat(sessions.calls()).contains("unsubscribe alice-1 [plants/#]");
        assertThat(alice.deliveries().isUp()).isTrue();
    }

    @Test
    void resume_nothingChangedSinceItWasLeft_noGate() {
        revoker.ended(alice, true);

        assertThat(revoker.resume(alice, true).orTimeout(30, TimeUnit.SECONDS).join())
                .isEmpty();
        assertThat(alice.deliveries().isUp()).isFalse();
    }

    @Test
    void resume_policyChangedAndChangedBackSinceItWasLeft_gated() {
        revoker.ended(alice, true);
        Snapshot before = active.current().orElseThrow();
        active.swap(conf.load());
        active.swap(before);

        assertThat(revoker.resume(alice, true).orTimeout(30, TimeUnit.SECONDS).join())
                .isEmpty();
        assertThat(alice.deliveries().isUp()).isTrue();
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

    /** A broker with one session. */
    private static final class Sessions implements BrokerSessions {

        private final List<String> asked = new ArrayList<>();
        private final CountDownLatch told = new CountDownLatch(1);
        private final CountDownLatch attempted = new CountDownLatch(1);
        private volatile List<HeldSubscription> held = List.of();
        private volatile boolean broken;

        @Override
        public CompletableFuture<Boolean> exists(String clientId) {
            return CompletableFuture.completedFuture(true);
        }

        @Override
        public CompletableFuture<List<HeldSubscription>> subscriptions(String clientId) {
            attempted.countDown();
            if (broken) {
                return CompletableFuture.failedFuture(new IllegalStateException("rate limit"));
            }
            return note("subscriptions " + clientId).thenApply(done -> held);
        }

        @Override
        public CompletableFuture<Void> unsubscribe(String clientId, Set<String> topicFilters) {
            CompletableFuture<Void> done = note("unsubscribe " + clientId + " " + topicFilters);
            told.countDown();
            return done;
        }

        @Override
        public CompletableFuture<Void> disconnect(String clientId, String reason) {
            CompletableFuture<Void> done = note("disconnect " + clientId + " " + reason);
            told.countDown();
            return done;
        }

        @Override
        public CompletableFuture<Void> takeBackWill(String clientId) {
            return note("take back the will of " + clientId);
        }

        private synchronized CompletableFuture<Void> note(String call) {
            asked.add(call);
            return CompletableFuture.completedFuture(null);
        }

        private synchronized List<String> calls() {
            return List.copyOf(asked);
        }
    }
}
