/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has connected clients looked at, all of them and then once more, at a pace that the broker can take. What it cannot be
 * asked it is asked again.
 */
final class Rounds implements AutoCloseable {

    /** A SUBSCRIBE can have been decided before the swap and stored after the first look. */
    private static final long SECOND_LOOK_MILLIS = 1_000;

    private static final long RETRY_MILLIS = 250;

    /** How many clients are asked about at once, so that the broker goes on serving and does not refuse to answer. */
    private static final int AT_ONCE = 64;

    /** After so many looks a client that cannot be looked at is left to its raised gate. */
    private static final int MOST_LOOKS = 240;

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
        later(() -> pass(sweep, clients, 1));
    }

    /** Runs something after what has begun. */
    void later(Runnable step) {
        executor.execute(() -> guarded(step));
    }

    /** Runs something every second from now on. */
    void everySecond(Runnable step) {
        ScheduledFuture<?> unused = executor.scheduleWithFixedDelay(() -> guarded(step), 1, 1, TimeUnit.SECONDS);
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
