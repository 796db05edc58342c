/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import com.codahale.metrics.MetricRegistry;
import io.topicwarden.audit.DenialLog;
import io.topicwarden.audit.LogFailures;
import io.topicwarden.audit.observed.Observer;
import io.topicwarden.identity.password.PasswordVerifier;
import io.topicwarden.policy.LogSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A connected client, and a broker that notes what it is told of it. */
abstract class RevokerCase {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** How far the clock is off. */
    final AtomicReference<Duration> off = new AtomicReference<>(Duration.ZERO);

    final InstantSource time = () -> Instant.now().plus(off.get());
    final ActiveSnapshot active = new ActiveSnapshot();
    final LiveClients live = new LiveClients();
    final PasswordVerifier passwords = new PasswordVerifier(1, 16, InstantSource.system());
    final Telemetry telemetry = new Telemetry(new MetricRegistry());
    final NotedSessions sessions = new NotedSessions();

    @SuppressWarnings("NullAway.Init")
    Conf conf;

    @SuppressWarnings("NullAway.Init")
    Snapshot first;

    @SuppressWarnings("NullAway.Init")
    Revoker revoker;

    @SuppressWarnings("NullAway.Init")
    DenialLog log;

    @SuppressWarnings("NullAway.Init")
    SessionOwners owners;

    @SuppressWarnings("NullAway.Init")
    ConnectedClient alice;

    @BeforeEach
    void connect() {
        conf = new Conf(folder);
        first = conf.load();
        active.swap(first);
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
        Refusals refusals = refusals();
        revoker = new Revoker(active, live, refusals, telemetry, sessions, owners, time);
        alice = admitted(Attempts.on("tls").username("alice").clientId("alice-1"));
        sessions.held = List.of(new HeldSubscription("plants/brussels/status", 1));
    }

    /** What puts refusals on record. */
    Refusals refusals() {
        Observer off =
                new Observer(folder, client -> Set.of(), InstantSource.system(), new ObserverFailureReports(telemetry));
        return new Refusals(log, telemetry, active, off, InstantSource.system());
    }

    @AfterEach
    void close() {
        revoker.close();
        owners.close();
        passwords.close();
        log.close();
        telemetry.close();
    }

    ConnectedClient admitted(Attempts attempts) {
        Admission admission = new Admission(active, passwords, new Throttle(System::nanoTime), live);
        Admission.Step step =
                admission.begin(attempts.attempt(), Optional.of(Conf.PASSWORD.getBytes(StandardCharsets.UTF_8)));
        ConnectedClient client = ((Admission.Outcome.Admitted) outcome(step)).client();
        revoker.admitted(client);
        return client;
    }

    static Admission.Outcome outcome(Admission.Step step) {
        if (step instanceof Admission.Step.Decided decided) {
            return decided.outcome();
        }
        CompletableFuture<Admission.Outcome> outcome = new CompletableFuture<>();
        ((Admission.Step.NeedsPassword) step).check().run(outcome::complete);
        return outcome.orTimeout(30, TimeUnit.SECONDS).join();
    }
}
