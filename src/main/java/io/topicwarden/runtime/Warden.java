/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import com.codahale.metrics.MetricRegistry;
import io.topicwarden.audit.ConnectionLog;
import io.topicwarden.audit.DenialLog;
import io.topicwarden.audit.EventAction;
import io.topicwarden.audit.Request;
import io.topicwarden.audit.observed.Observer;
import io.topicwarden.conf.ConfLoader;
import io.topicwarden.conf.Configuration;
import io.topicwarden.identity.password.PasswordVerifier;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.LogSettings;
import io.topicwarden.policy.Settings;
import io.topicwarden.policy.StoreSettings;
import io.topicwarden.store.file.ConfFolder;
import io.topicwarden.store.postgres.PostgresStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** The running parts together: what the adapter to the broker talks to. */
public final class Warden implements AutoCloseable {

    /** Argon2id with the usual parameters takes some 20 ms of one core, so this is two to three seconds of waiting. */
    private static final int PASSWORD_QUEUE = 256;

    private final InstantSource time;
    private final Telemetry telemetry;
    private final DenialLog denials;
    private final ConnectionLog connections;
    private final Observer observer;
    private final Shadows shadows;
    private final PasswordVerifier passwords;
    private final Throttle throttle;
    private final LiveClients live = new LiveClients();
    private final ActiveSnapshot active = new ActiveSnapshot();
    private final Admission admission;
    private final Refusals refusals;
    private final SessionOwners owners;
    private final Revoker revoker;
    private final Fleet fleet;
    private final Reloader reloader;
    private final AtomicBoolean identitiesPending = new AtomicBoolean();

    private Warden(
            Path conf, Path logs, Path data, MetricRegistry registry, BrokerSessions sessions, InstantSource time) {
        this.time = time;
        this.telemetry = new Telemetry(registry);
        LogFailureReports failures = new LogFailureReports(telemetry);
        this.denials = DenialLog.open(logs, asLeft(Settings.REFUSE_ALL.denials()), time, failures);
        this.connections = ConnectionLog.open(logs, asLeft(Settings.REFUSE_ALL.connections()), time, failures);
        this.shadows = new Shadows(logs, telemetry, failures, time);
        this.observer = new Observer(logs, this::rolesOf, time, new ObserverFailureReports(telemetry));
        this.passwords = new PasswordVerifier(passwordThreads(), PASSWORD_QUEUE, new SteadyTime());
        this.throttle = new Throttle(System::nanoTime);
        this.admission = new Admission(active, passwords, throttle, live);
        this.refusals = new Refusals(denials, telemetry, active, observer, time);
        this.owners = new SessionOwners(data.resolve("session-owners"));
        this.revoker = new Revoker(active, live, refusals, telemetry, sessions, owners, time);
        this.fleet = new Fleet(conf, data, BrokerName.of(data), new Fleet.Changes() {
            @Override
            public void policy() {
                reloader.reload();
            }

            @Override
            public void identities() {
                identitiesChanged();
            }

            @Override
            public void loaded(long nanos) {
                telemetry.time("store.load", nanos);
            }

            @Override
            public void loadFailed() {
                telemetry.count("store.load-failures");
            }
        });
        ConfLoader loader = new ConfLoader(new ConfFolder(conf), time, Optional.of(fleet));
        this.reloader = new Reloader(loader, this::snapshot, this::enforce, telemetry);
        gauges();
    }

    /**
     * Starts everything. Nobody is admitted until the files in {@code conf} have loaded; if they do not load now, they
     * are tried again whenever they change.
     *
     * @param conf the extension's folder of settings, identities and policy
     * @param logs the folder for the denial log and the connection log
     * @param data the folder for what must outlive a restart
     * @param sessions what the broker can do with sessions
     */
    public static Warden start(Path conf, Path logs, Path data, MetricRegistry registry, BrokerSessions sessions) {
        Warden warden = new Warden(conf, logs, data, registry, sessions, InstantSource.system());
        warden.reloader.start();
        warden.revoker.start();
        return warden;
    }

    public Admission admission() {
        return admission;
    }

    public LiveClients live() {
        return live;
    }

    public Refusals refusals() {
        return refusals;
    }

    /** Writes down what clients do, where the settings ask for it. */
    public Observer observer() {
        return observer;
    }

    public Telemetry telemetry() {
        return telemetry;
    }

    /** Counts something of this name in the metrics. */
    public void count(String name) {
        telemetry.count(name);
    }

    /** Notes a client that has been admitted. */
    public void admitted(ConnectedClient client) {
        revoker.admitted(client);
    }

    /** Notes that a client begins a session anew, and whether it will outlive the connection. */
    public void begins(ConnectedClient client, boolean persists) {
        revoker.begins(client, persists);
    }

    /**
     * Decides a resumed session. The connection must not be accepted before this is done, nor if it fails or gives a
     * refusal.
     */
    public CompletableFuture<Optional<Refusal>> resume(ConnectedClient client, boolean persists) {
        return revoker.resume(client, persists);
    }

    /** Notes that an admitted client's connection stands. */
    public void accepted(ConnectedClient client) {
        if (client.markAccepted()) {
            connections.accepted(client.peer(), time.instant());
        }
    }

    /**
     * Notes that a client's connection is about to stand.
     *
     * @return whether it may; if not, it must be refused and its will not be published
     */
    public boolean mayStand(ConnectedClient client) {
        return revoker.mayStand(client);
    }

    /**
     * Notes that a client is gone.
     *
     * @param how in a few words
     * @param willing whether the broker publishes its will, now or after its delay
     */
    public void ended(ConnectedClient client, String how, boolean willing) {
        revoker.ended(client, willing && client.isAccepted());
        if (client.isAccepted()) {
            connections.ended(client.peer(), time.instant(), client.lasted(), how);
        }
    }

    /**
     * Records that something broke while deciding; the id of the record, or an empty one if even that failed. Throws
     * nothing.
     */
    public String internalError(EventAction action, Optional<ConnectedClient> client, Optional<Request> request) {
        try {
            return refusals.internalError(action, client, request);
        } catch (Throwable t) {
            return "";
        }
    }

    private Snapshot snapshot(Configuration read) {
        Snapshot snapshot = read.settings().store() instanceof StoreSettings.Postgres database
                ? Snapshot.of(read, fleet.identities(database), time)
                : Snapshot.of(read, time);
        return shadows.beside(snapshot, read);
    }

    /** Puts the snapshot in force once more, so that everybody is decided by identities as they are now. */
    private void identitiesChanged() {
        if (identitiesPending.compareAndSet(false, true)) {
            reloader.serially(() -> {
                identitiesPending.set(false);
                active.current().ifPresent(snapshot -> revoker.enforce(snapshot.again()));
            });
        }
    }

    private void enforce(Snapshot snapshot) {
        revoker.enforce(snapshot);
        fleet.enforced(snapshot);
        denials.configure(snapshot.settings().denials());
        connections.configure(snapshot.settings().connections());
        observer.configure(snapshot.settings().observe());
    }

    private Set<String> rolesOf(Client client) {
        return active.current()
                .map(snapshot -> snapshot.policy().policy().rolesOf(client, time.instant()))
                .orElse(Set.of());
    }

    private void gauges() {
        telemetry.gauge("clients", () -> (long) live.size());
        telemetry.gauge("snapshot.age-seconds", () -> active.current()
                .map(snapshot -> snapshot.age().toSeconds())
                .orElse(-1L));
        telemetry.gauge("revocation.pending", revoker::pending);
        telemetry.gauge("snapshot.version", reloader::version);
        telemetry.gauge("reload.problems", reloader::problems);
        telemetry.gauge("throttled.address", throttle::byAddress);
        telemetry.gauge("throttled.identity", throttle::byIdentity);
        telemetry.gauge("throttled.certificate", throttle::byCertificate);
        telemetry.gauge("throttle.accounts", throttle::accounts);
        telemetry.gauge("shadow.active", shadows::active);
        telemetry.gauge("shadow.problems", shadows::problems);
        telemetry.gauge("store.up", () -> fleet.figure(store -> store.isUp() ? 1 : 0));
        telemetry.gauge(
                "store.identities",
                () -> fleet.figure(store -> store.identities().size()));
        telemetry.gauge("store.hits", () -> fleet.figure(PostgresStore::hits));
        telemetry.gauge("store.misses", () -> fleet.figure(PostgresStore::misses));
        telemetry.timer("store.load");
        telemetry.gauge("store.stale-served", () -> fleet.figure(PostgresStore::staleServed));
        telemetry.gauge("store.revision", fleet::revision);
    }

    /** Until settings are known a chain goes on if there was one. */
    private static LogSettings asLeft(LogSettings log) {
        return log.with(LogSettings.Chaining.AS_BEFORE);
    }

    private static int passwordThreads() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    @Override
    public void close() {
        reloader.close();
        fleet.close();
        revoker.close();
        owners.close();
        passwords.close();
        denials.close();
        connections.close();
        observer.close();
        shadows.close();
        telemetry.close();
    }
}
