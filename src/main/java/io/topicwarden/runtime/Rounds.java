/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has connected clients looked at, all of them and then once more, at a pace that the broker can take. Where it refuses to
 * be asked, it is left alone for a moment and asked again.
 */
final class Rounds implements AutoCloseable {

    /** A SUBSCRIBE can have been decided before the swap and stored after the first look. */
    private static final long SECOND_LOOK_MILLIS = 1_000;

    private static final long RETRY_MILLIS = 250;

    /** How many clients are asked about at once, so that the broker goes on serving. */
    private static final int AT_ONCE = 64;

    /** How many times in one round the broker may refuse before the rest is left for the next. */
    private static final int MOST_REFUSED = 16;

    /** After so many rounds, a minute, in which nobody could be looked at, those left are left to their raised gates. */
    private static final int MOST_IDLE = 240;

    private static final int PROGRESS_EVERY = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final LiveClients live;
    private final Telemetry telemetry;
    private final AtomicLong pending = new AtomicLong();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "topicwarden-revocation");
        thread.setDaemon(true);
        return thread;
    });

    /** A client to look at, and whether it has been looked at once. */
    private record Visit(ConnectedClient client, boolean seen) {}

    /** One round over the clients that are left. */
    private static final class Round {
        private final Sweep sweep;
        private final List<Visit> visits;
        private final long begun;
        private final int idle;
        private final Queue<Visit> again = new ConcurrentLinkedQueue<>();
        private final AtomicInteger refused = new AtomicInteger();
        private final AtomicInteger looked = new AtomicInteger();

        Round(Sweep sweep, List<Visit> visits, long begun, int idle) {
            this.sweep = sweep;
            this.visits = visits;
            this.begun = begun;
            this.idle = idle;
        }

        Round next() {
            return new Round(sweep, List.copyOf(again), begun, looked.get() == 0 ? idle + 1 : 0);
        }

        boolean isFirst() {
            return visits.stream().noneMatch(Visit::seen) && idle == 0;
        }
    }

    Rounds(LiveClients live, Telemetry telemetry) {
        this.live = live;
        this.telemetry = telemetry;
    }

    /** How many clients are still to be looked at. */
    long pending() {
        return pending.get();
    }

    /** Begins to look at these clients. */
    void begin(Sweep sweep, Collection<ConnectedClient> clients) {
        if (clients.isEmpty()) {
            return;
        }
        pending.addAndGet(clients.size());
        List<Visit> visits =
                clients.stream().map(client -> new Visit(client, false)).toList();
        later(() -> run(new Round(sweep, visits, System.nanoTime(), 0)));
    }

    /** Runs something after what has begun. */
    void later(Runnable step) {
        executor.execute(() -> guarded(step));
    }

    /** Runs something every second from now on. */
    void everySecond(Runnable step) {
        ScheduledFuture<?> unused = executor.scheduleWithFixedDelay(() -> guarded(step), 1, 1, TimeUnit.SECONDS);
    }

    private void run(Round round) {
        List<CompletableFuture<?>> running = new ArrayList<>();
        for (Visit visit : round.visits) {
            if (round.refused.get() >= MOST_REFUSED) {
                round.again.add(visit);
            } else {
                running.add(look(round, visit));
                if (running.size() % PROGRESS_EVERY == 0) {
                    LOG.info("Deciding connected clients again: {} of {}", running.size(), round.visits.size());
                }
            }
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(running.toArray(CompletableFuture[]::new));
        CompletableFuture<Void> unused = all.whenComplete((done, failure) -> after(round));
    }

    private void after(Round round) {
        Round next = round.next();
        if (round.visits.size() >= PROGRESS_EVERY && round.isFirst()) {
            LOG.info(
                    "Connected clients decided again: {} of {} in {} ms",
                    round.looked,
                    round.visits.size(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - round.begun));
        }
        if (next.idle >= MOST_IDLE) {
            pending.addAndGet(-next.visits.size());
            telemetry.count("revocation.given-up");
            LOG.error(
                    "{} clients could not be decided again; nothing forbidden is delivered to them",
                    next.visits.size());
        } else if (!next.visits.isEmpty()) {
            ScheduledFuture<?> unused = executor.schedule(
                    () -> guarded(() -> run(next)),
                    round.isFirst() ? SECOND_LOOK_MILLIS : RETRY_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }

    private CompletableFuture<Void> look(Round round, Visit visit) {
        places.acquireUninterruptibly();
        CompletableFuture<Boolean> look;
        try {
            look = round.sweep.look(visit.client());
        } catch (Throwable e) { // an Error too, or its place would be lost
            look = CompletableFuture.failedFuture(e);
        }
        return look.handle((clean, failure) -> {
            places.release();
            if (failure == null) {
                round.looked.incrementAndGet();
                settle(round, visit, clean);
            } else {
                round.refused.incrementAndGet();
                round.again.add(visit);
            }
            return null;
        });
    }

    /** Whoever is gone need not be looked at again, nor who was looked at twice and is not to be disconnected. */
    private void settle(Round round, Visit visit, boolean clean) {
        ConnectedClient client = visit.client();
        boolean gone = !live.contains(client);
        if (gone || (visit.seen() && (clean || !client.isRevoked()))) {
            pending.decrementAndGet();
        } else {
            round.again.add(new Visit(client, true));
        }
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
