/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.password;

import io.topicwarden.policy.ReasonCode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checks that wait or run, on threads of their own: bounded as a whole and for each name from each source, so that who
 * guesses neither keeps out others nor, from elsewhere, the owner of the name; and with equal ones joined into one.
 */
final class CheckQueue {

    private static final Logger LOG = LoggerFactory.getLogger(CheckQueue.class);
    private static final int MAX_PER_LANE = 8;
    private static final PasswordResult FAILED =
            new PasswordResult.Rejected(ReasonCode.INTERNAL_ERROR, "the password check failed");

    private final Function<PendingCheck, PasswordResult> work;
    private final ThreadPoolExecutor executor;

    private final Object lock = new Object();
    private final Map<CredentialKey, PendingCheck> pending = new HashMap<>();
    private final Map<PendingCheck.Lane, Integer> pendingByLane = new HashMap<>();

    /**
     * Starts the threads.
     *
     * @param work does a check, and answers instead of throwing
     */
    CheckQueue(int threads, int queue, Function<PendingCheck, PasswordResult> work) {
        this.work = work;
        executor = new ThreadPoolExecutor(
                threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), new Threads());
        executor.prestartAllCoreThreads();
    }

    /** Takes the check over, or joins it to an equal one; false if there is no room or the queue is closed. Never blocks. */
    boolean offer(PendingCheck check, Consumer<PasswordResult> whenDone) {
        synchronized (lock) {
            PendingCheck equal = pending.get(check.key());
            if (equal != null) {
                check.clearPassword();
                return equal.await(whenDone);
            }
            check.await(whenDone);
            if (!hasRoomFor(check.lane()) || !isStarted(check)) {
                check.clearPassword();
                return false;
            }
            pending.put(check.key(), check);
            pendingByLane.merge(check.lane(), 1, Integer::sum);
            return true;
        }
    }

    /** Whether an equal check waits or runs. */
    boolean holds(CredentialKey key) {
        synchronized (lock) {
            return pending.containsKey(key);
        }
    }

    /** Takes no more; what is queued still runs, and the threads end when it has run. */
    void close() {
        executor.shutdown();
    }

    private boolean hasRoomFor(PendingCheck.Lane lane) {
        return pendingByLane.getOrDefault(lane, 0) < MAX_PER_LANE;
    }

    private boolean isStarted(PendingCheck check) {
        try {
            executor.execute(() -> run(check));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private void run(PendingCheck check) {
        PasswordResult result = FAILED;
        try {
            result = work.apply(check);
        } finally {
            end(check, result);
        }
    }

    private void end(PendingCheck check, PasswordResult result) {
        check.clearPassword();
        synchronized (lock) {
            pending.remove(check.key());
            pendingByLane.computeIfPresent(check.lane(), (lane, count) -> count == 1 ? null : count - 1);
        }
        for (Consumer<PasswordResult> whenDone : check.waiting()) {
            deliver(whenDone, result);
        }
    }

    private static void deliver(Consumer<PasswordResult> whenDone, PasswordResult result) {
        try {
            whenDone.accept(result);
        } catch (Throwable e) {
            LOG.error("The answer to a password check could not be delivered", e);
        }
    }

    private static final class Threads implements ThreadFactory {

        private final AtomicInteger made = new AtomicInteger();

        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(work, "topicwarden-password-" + made.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}
