/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.topicwarden.policy.ReasonCode;
import io.topicwarden.policy.TimeWindow;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a snapshot in force for clients that are connected already, and takes from them what it no longer permits. */
final class Revoker implements AutoCloseable {

    /*
     * 1. From now on, who connects has its deliveries decided.
     * 2. So has every connected client that the snapshot could take something from.
     * 3. The snapshot is swapped in: from this moment nothing is accepted or delivered that it forbids.
     * 4. Each of these clients is looked at: its connection ended, or its subscriptions taken, or neither.
     * 5. A second later they are looked at again, since a SUBSCRIBE can have been decided before the swap and stored after
     *    the first look.
     *
     * A gate that was raised stays up until the client leaves. Nobody can tell when it could be lowered: messages of a
     * subscription that is gone can still be queued, also of one that the client gave up itself, and a SUBSCRIBE of very
     * many filters is stored long after it was decided.
     */
    private static final long SECOND_LOOK_MILLIS = 1_000;

    private static final long RETRY_MILLIS = 250;

    /** How many clients are asked about at once, so that the broker goes on serving and does not refuse to answer. */
    private static final int AT_ONCE = 64;

    /** After so many looks a client that cannot be looked at is left to its raised gate. */
    private static final int MOST_LOOKS = 240;

    /** Of how many sessions it is remembered that they were left with nothing forbidden in them. */
    private static final int MOST_LEFT_CLEAN = 1_000_000;

    private static final int PROGRESS_EVERY = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(Revoker.class);

    private final ActiveSnapshot active;
    private final LiveClients live;
    private final Refusals refusals;
    private final Telemetry telemetry;
    private final BrokerSessions sessions;
    private final SessionOwners owners;
    private final InstantSource time;
    private final AtomicLong pending = new AtomicLong();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "topicwarden-revocation");
        thread.setDaemon(true);
        return thread;
    });
    private final Cache<String, Long> leftClean =
            Caffeine.newBuilder().maximumSize(MOST_LEFT_CLEAN).build();
    private Set<TimeWindow> openWindows = Set.of();
    private Instant lastRecheck = Instant.EPOCH;

    Revoker(
            ActiveSnapshot active,
            LiveClients live,
            Refusals refusals,
            Telemetry telemetry,
            BrokerSessions sessions,
            SessionOwners owners,
            InstantSource time) {
        this.active = active;
        this.live = live;
        this.refusals = refusals;
        this.telemetry = telemetry;
        this.sessions = sessions;
        this.owners = owners;
        this.time = time;
    }

    /** Begins to watch the clock: certificates expire and windows of time close without any file changing. */
    void start() {
        ScheduledFuture<?> unused = executor.scheduleWithFixedDelay(() -> guarded(this::tick), 1, 1, TimeUnit.SECONDS);
    }

    /** How many clients are still to be looked at. */
    long pending() {
        return pending.get();
    }

    /** Swaps a snapshot in and begins to take away what it forbids. */
    void enforce(Snapshot next) {
        boolean milder = next.hasMilderDeniedPublish();
        Set<ConnectedClient> before = new HashSet<>();
        Set<ConnectedClient> concerned = new HashSet<>();
        live.changing(true);
        try {
            for (ConnectedClient client : live.all()) {
                before.add(client);
                prepare(client, next, milder, concerned);
            }
            active.swap(next);
        } finally {
            live.changing(false);
        }
        for (ConnectedClient client : live.all()) {
            guardPublishes(client, milder);
            if (!before.contains(client)) {
                concerned.add(client); // it connected meanwhile
            }
        }
        begin(newSweep(), concerned);
        executor.execute(() -> guarded(() -> live.all().forEach(this::catchUp)));
    }

    private static void prepare(ConnectedClient client, Snapshot next, boolean milder, Set<ConnectedClient> concerned) {
        if (milder) {
            client.publishes().raise();
        }
        Concern concern = concern(client, next);
        if (concern == Concern.LESS) {
            client.deliveries().raise();
        }
        if (concern != Concern.NONE) {
            concerned.add(client);
        }
    }

    private static Concern concern(ConnectedClient client, Snapshot next) {
        try {
            return client.concernOf(next);
        } catch (RuntimeException e) { // one client that cannot be compared must not keep the snapshot from all
            LOG.error("A client could not be compared with the new policy; its deliveries are decided", e);
            return Concern.LESS;
        }
    }

    private void catchUp(ConnectedClient client) {
        client.catchUp();
        if (client.dependsOnTime()) {
            client.deliveries().raise();
        }
    }

    /**
     * Notes an admitted client. If another snapshot came in force while it was being admitted, it is looked at like all the
     * others.
     */
    void admitted(ConnectedClient client) {
        live.add(client);
        guardPublishes(
                client, active.current().map(Snapshot::hasMilderDeniedPublish).orElse(true));
        if (!client.isUpToDate()) {
            client.deliveries().raise();
            begin(newSweep(), List.of(client));
        }
        if (client.dependsOnTime()) {
            client.deliveries().raise(); // a window that closes must hold from that moment on
        }
    }

    /**
     * Decides a resumed session before its client is told that it is connected: it must not be another identity's;
     * subscriptions that are not permitted are taken, and what is queued is decided as it is delivered.
     */
    CompletableFuture<Optional<Refusal>> resume(ConnectedClient client, boolean persists) {
        String clientId = client.client().clientId();
        String identity = client.client().identity().orElse("");
        if (!isAsItWasLeft(clientId)) {
            client.deliveries().raise();
        }
        CompletableFuture<Boolean> foreign = owners.mayResume(clientId, identity)
                ? CompletableFuture.completedFuture(false)
                : sessions.exists(clientId);
        return foreign.thenCompose(isForeign -> {
            if (isForeign) {
                return CompletableFuture.completedFuture(Optional.of(new Refusal(
                        ReasonCode.CLIENT_ID,
                        "the stored session of client identifier `" + clientId + "` is another identity's")));
            }
            owners.note(clientId, identity, persists);
            return newSweep().look(client).thenApply(clean -> Optional.empty());
        });
    }

    /** Notes that a client is gone, and whether all that its session can hold is permitted as things stand. */
    void ended(ConnectedClient client) {
        long generation = active.generation();
        if (client.isUpToDate() && !client.deliveries().isUp()) {
            leftClean.put(client.client().clientId(), generation);
        } else {
            leftClean.invalidate(client.client().clientId());
        }
    }

    /** What was queued since is permitted if no snapshot has come in force since, and the hour does not matter. */
    private boolean isAsItWasLeft(String clientId) {
        return Optional.of(active.generation()).equals(Optional.ofNullable(leftClean.getIfPresent(clientId)))
                && active.current()
                        .filter(snapshot -> snapshot.timeWindows().isEmpty())
                        .isPresent();
    }

    /** Notes that a client begins a session anew. */
    void begins(ConnectedClient client, boolean persists) {
        owners.note(client.client().clientId(), client.client().identity().orElse(""), persists);
    }

    private void tick() {
        Instant now = time.instant();
        Set<TimeWindow> open = active.current().map(Snapshot::timeWindows).orElse(Set.of()).stream()
                .filter(window -> window.contains(now))
                .collect(Collectors.toUnmodifiableSet());
        boolean windowClosed = !open.containsAll(openWindows);
        openWindows = open;
        boolean recheck = lastRecheck.plusSeconds(60).isBefore(now);
        lastRecheck = recheck ? now : lastRecheck;
        List<ConnectedClient> due = live.all().stream()
                .filter(client -> (windowClosed && client.dependsOnTime()) || isCertificateDue(client, now, recheck))
                .toList();
        due.forEach(client -> client.deliveries().raise());
        begin(newSweep(), due);
    }

    /** Whether its certificate no longer holds: expired, or for want of a current list, which is asked now and then. */
    private static boolean isCertificateDue(ConnectedClient client, Instant now, boolean recheck) {
        Optional<Instant> until = client.certifiedUntil();
        boolean asked = until.isPresent() && (recheck || !now.isBefore(until.get()));
        return asked && client.isEndedByTime();
    }

    private Sweep newSweep() {
        return new Sweep(sessions, live, refusals);
    }

    private static void guardPublishes(ConnectedClient client, boolean milder) {
        if (milder) {
            client.publishes().raise();
        } else {
            client.publishes().lower();
        }
    }

    private void begin(Sweep sweep, Collection<ConnectedClient> clients) {
        if (clients.isEmpty()) {
            return;
        }
        pending.addAndGet(clients.size());
        executor.execute(() -> guarded(() -> pass(sweep, clients, 1)));
    }

    /** Looks at all of them, then at those again that are still there, until none is left to look at. */
    private void pass(Sweep sweep, Collection<ConnectedClient> clients, int looks) {
        List<ConnectedClient> again = new ArrayList<>();
        List<CompletableFuture<?>> running = new ArrayList<>();
        for (ConnectedClient client : clients) {
            running.add(look(sweep, client, looks, again));
            if (running.size() % PROGRESS_EVERY == 0) {
                LOG.info("Deciding connected clients again: {} of {}", running.size(), clients.size());
            }
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(running.toArray(CompletableFuture[]::new));
        CompletableFuture<Void> unused = all.whenComplete((done, failure) -> next(sweep, again, looks));
    }

    private void next(Sweep sweep, List<ConnectedClient> again, int looks) {
        List<ConnectedClient> left;
        synchronized (again) {
            left = List.copyOf(again);
        }
        if (left.isEmpty()) {
            return;
        }
        if (looks >= MOST_LOOKS) {
            pending.addAndGet(-left.size());
            telemetry.count("revocation.given-up");
            LOG.error("{} clients could not be decided again; nothing forbidden is delivered to them", left.size());
            return;
        }
        ScheduledFuture<?> unused = executor.schedule(
                () -> guarded(() -> pass(sweep, left, looks + 1)),
                looks == 1 ? SECOND_LOOK_MILLIS : RETRY_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<Void> look(Sweep sweep, ConnectedClient client, int looks, List<ConnectedClient> again) {
        places.acquireUninterruptibly();
        CompletableFuture<Boolean> look;
        try {
            look = sweep.look(client);
        } catch (RuntimeException e) {
            look = CompletableFuture.failedFuture(e);
        }
        return look.handle((clean, failure) -> {
            places.release();
            boolean gone = live.find(client.token()).isEmpty();
            boolean settled = failure == null && looks > 1 && (gone || clean || !client.isRevoked());
            if (settled || (gone && failure == null)) {
                pending.decrementAndGet();
            } else {
                synchronized (again) {
                    again.add(client);
                }
            }
            return null;
        });
    }

    private static void guarded(Runnable step) {
        try {
            step.run();
        } catch (Throwable t) { // the gates that are up stay up
            LOG.error("Deciding connected clients again failed; nothing forbidden is delivered to them", t);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
