/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The delayed wills (MQTT 5 §3.1.3.2.2) of clients that are gone. The broker publishes each without asking once its time has
 * come, unless it is told before that it must not.
 */
final class DelayedWills implements AutoCloseable {

    /*
     * The broker begins to wait with a will some time after it has told that the connection is gone, and then waits for a
     * second at least. What is taken back before that is not taken back at all. So a forbidden will is taken back four
     * times a second, until the broker must have begun to wait and has heard it since.
     */
    private static final Duration PERIOD = Duration.ofMillis(250);

    private static final Duration BEGUN_BY_THEN = Duration.ofSeconds(10);

    /** How long after its time a will is still held, since the broker may be late. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    /** How often it is asked which sessions are gone, and their wills with them. */
    private static final Duration FORGET = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(DelayedWills.class);

    private final BrokerSessions sessions;
    private final Refusals refusals;
    private final InstantSource time;
    private final ConcurrentMap<String, Pending> pending = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Pending> forbidden = new ConcurrentHashMap<>();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "topicwarden-wills");
        thread.setDaemon(true);
        return thread;
    });

    /** A will whose time has not come, and since when its client is gone. */
    private record Pending(ConnectedClient client, ConnectAttempt.Will will, Instant since, AtomicBoolean recorded) {

        String clientId() {
            return client.client().clientId();
        }

        /** Whether the broker cannot be waiting with it any more. */
        boolean isOver(Instant now) {
            return waited(now.minus(SLACK)) > will.delaySeconds();
        }

        /** Whether the broker can have published it: as its time had come, or its session's. */
        boolean isDue(Instant now) {
            return waited(now) >= Math.min(will.delaySeconds(), will.sessionExpirySeconds());
        }

        private long waited(Instant now) {
            return Duration.between(since, now).toSeconds();
        }
    }

    DelayedWills(BrokerSessions sessions, Refusals refusals, InstantSource time) {
        this.sessions = sessions;
        this.refusals = refusals;
        this.time = time;
    }

    void start() {
        every(PERIOD, this::insist);
        every(FORGET, this::forget);
    }

    private void every(Duration period, Runnable step) {
        ScheduledFuture<?> unused = executor.scheduleWithFixedDelay(
                () -> guarded(step), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Notes a client that is gone and may have left a delayed will. */
    void left(ConnectedClient client) {
        Optional<ConnectAttempt.Will> will = client.will().filter(ConnectAttempt.Will::isDelayed);
        if (will.isPresent()) {
            Pending left = new Pending(client, will.get(), time.instant(), new AtomicBoolean());
            pending.put(left.clientId(), left);
            judge(left);
        }
    }

    /** Notes that a client of this identifier is there again: the broker has dropped the will, or published it. */
    void back(String clientId) {
        pending.remove(clientId);
        forbidden.remove(clientId);
    }

    /** The clients whose wills wait. */
    Stream<ConnectedClient> clients() {
        return pending.values().stream().map(Pending::client);
    }

    /** Takes back what a snapshot forbids that is to be put in force; what the broker does not take at once is left out. */
    List<BrokerCall> takenBackBy(Snapshot next) {
        List<BrokerCall> calls = new ArrayList<>();
        for (Pending will : pending.values()) {
            if (isForbidden(will, next)) {
                calls.add(() -> sessions.takeBackWill(will.clientId()));
            }
        }
        return calls;
    }

    private boolean isForbidden(Pending will, Snapshot next) {
        try {
            Optional<Revocation.Connection> ending = will.client().ending(next);
            ending.ifPresent(forbidden -> record(will, forbidden, next.policyHash()));
            return ending.isPresent();
        } catch (RuntimeException e) { // one will that cannot be decided must not keep the snapshot from all
            LOG.error("A delayed will could not be decided by the new policy; it is taken back", e);
            return true;
        }
    }

    /** Takes back what the snapshot in force forbids. */
    void judgeAll() {
        pending.values().forEach(this::judge);
    }

    /** Takes back the will of this client if it is forbidden by now. */
    void judge(ConnectedClient client) {
        Pending left = pending.get(client.client().clientId());
        if (left != null && left.client().equals(client)) {
            judge(left);
        }
    }

    private void judge(Pending left) {
        left.client().ending().ifPresent(ending -> {
            record(left, ending, refusals.policyHash());
            forbidden.put(left.clientId(), left);
            takeBack(left);
            if (!left.equals(pending.get(left.clientId()))) { // its client came back meanwhile
                forbidden.remove(left.clientId(), left);
            }
        });
    }

    /** What must have been published long ago is taken back in case it was not, and not said to have been. */
    private void record(Pending left, Revocation.Connection ending, String policyHash) {
        Instant now = time.instant();
        if (!left.isDue(now.minus(SLACK)) && left.recorded().compareAndSet(false, true)) {
            refusals.revokedWill(left.client(), left.will(), left.isDue(now), ending, policyHash);
        }
    }

    /** Whether the broker has heard it. */
    private boolean takeBack(Pending left) {
        return !sessions.takeBackWill(left.clientId()).isCompletedExceptionally();
    }

    private void insist() {
        Instant begun = time.instant().minus(BEGUN_BY_THEN);
        for (Pending left : forbidden.values()) {
            if (takeBack(left) && left.since().isBefore(begun)) {
                forbidden.remove(left.clientId(), left);
                pending.remove(left.clientId(), left);
            }
        }
    }

    private void forget() {
        Instant now = time.instant();
        Predicate<Pending> gone = left -> left.isOver(now)
                || !sessions.exists(left.clientId())
                        .exceptionally(failure -> true)
                        .join();
        pending.values().removeIf(gone);
    }

    private static void guarded(Runnable step) {
        try {
            step.run();
        } catch (Throwable t) {
            LOG.error("Taking back delayed wills failed; it is tried again", t);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
