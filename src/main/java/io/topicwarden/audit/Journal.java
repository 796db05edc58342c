/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import io.topicwarden.policy.LogSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** A log with its thread: takes events from all threads, none of which waits, and writes each exactly once. */
final class Journal implements AutoCloseable {

    /*
     * Exactly once, at the end too: the thread writes for the last time, sets `ended`, then counts as lost whatever came
     * in between. Who recorded an event and then sees `ended` does the same, because the thread may have looked before
     * the event was there. Taking a line out of memory is atomic everywhere, so each is counted by one of them.
     */
    static final long CAPACITY = 96L << 20;

    private static final long BUSY_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long IDLE_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    private final Intake intake;
    private final LineSource folds;
    private final LineWriter writer;
    private final Surroundings surroundings;
    private final Thread thread;
    private final Queue<CompletableFuture<Boolean>> flushes = new ConcurrentLinkedQueue<>();

    private volatile LogSettings settings;
    private volatile boolean parked;
    private volatile boolean closing;
    private volatile boolean ended;

    Journal(JournalName name, LogSettings settings, Surroundings surroundings, Intake intake, LineSource folds) {
        this.settings = settings;
        this.surroundings = surroundings;
        this.intake = intake;
        this.folds = folds;
        this.writer = new LineWriter(name.directory(), name.log(), surroundings, intake);
        this.thread = new Thread(this::run, name.thread());
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * Counts one event.
     *
     * @param normally adds it to the backlog or a fold
     * @param otherwise adds it to the overflow, for when that failed
     * @return its id
     */
    String record(Supplier<String> normally, Supplier<String> otherwise) {
        intake.tally().counted.increment();
        if (closing) {
            intake.tally().lost.increment();
            return intake.ids().next();
        }
        String id = add(normally, otherwise);
        if (ended) {
            loseTheRest();
        } else if (parked && !intake.backlog().isEmpty()) {
            LockSupport.unpark(thread);
        }
        return id;
    }

    void configure(LogSettings changed) {
        settings = changed;
        LockSupport.unpark(thread);
    }

    /** Writes everything recorded so far. Returns false when it could not be written, or not in time. */
    boolean flush(Duration atMost) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        flushes.add(done);
        LockSupport.unpark(thread);
        if (ended) {
            answerFlushes(intake.tally().pending() == 0);
        }
        try {
            return done.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    LogCounters counters() {
        return intake.tally().snapshot();
    }

    /** Writes what is due at this instant, in the place of the thread. */
    boolean drain(Instant now) {
        return pass(now, false);
    }

    /** Writes what is left, for 5 seconds at most; what cannot be written is lost. */
    @Override
    public void close() {
        closing = true;
        if (thread.getState() == Thread.State.NEW) {
            end();
            return;
        }
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String add(Supplier<String> normally, Supplier<String> otherwise) {
        try {
            return normally.get();
        } catch (RuntimeException | Error e) {
            return otherwise.get();
        }
    }

    private void run() {
        Runnable work = this::work; // made now: there may be no memory for it later
        while (!closing) {
            survive(work);
            gather();
            park();
        }
        end();
    }

    /** The thread outlives whatever happens to it. */
    private static void survive(Runnable task) {
        try {
            task.run();
        } catch (Throwable tooBad) {
            // LineWriter has told of what concerns the files; out of memory is all that is left
        }
    }

    private void work() {
        Queue<CompletableFuture<Boolean>> asked = new ConcurrentLinkedQueue<>();
        for (CompletableFuture<Boolean> flush = flushes.poll(); flush != null; flush = flushes.poll()) {
            asked.add(flush);
        }
        boolean written = pass(surroundings.time().instant(), !asked.isEmpty());
        asked.forEach(flush -> flush.complete(written));
    }

    private boolean pass(Instant now, boolean all) {
        folds.collect(now, all, intake.backlog()::add);
        return writer.pass(settings, now, all);
    }

    /** What comes within a moment of a write goes out with the next, so that a busy log is not woken for each line. */
    private void gather() {
        if (!closing && flushes.isEmpty()) {
            LockSupport.parkNanos(this, GATHER_NANOS);
        }
    }

    private void park() {
        parked = !writer.isFailing();
        if (!closing && flushes.isEmpty() && (intake.backlog().isEmpty() || writer.isFailing())) {
            LockSupport.parkNanos(this, pause());
        }
        parked = false;
        Thread.interrupted(); // nobody has a reason to interrupt it, and a channel would close
    }

    private long pause() {
        return folds.isEmpty() && intake.overflow().isEmpty() ? IDLE_PAUSE_NANOS : BUSY_PAUSE_NANOS;
    }

    private void end() {
        survive(() -> pass(surroundings.time().instant(), true));
        survive(writer::close);
        ended = true;
        loseTheRest();
        writer.tellOfLost();
        answerFlushes(intake.tally().pending() == 0);
    }

    private void loseTheRest() {
        folds.collect(Instant.MAX, true, writer::lose);
        intake.overflow().collect(Instant.MAX, true, writer::lose);
        for (Optional<Line> line = intake.backlog().poll();
                line.isPresent();
                line = intake.backlog().poll()) {
            writer.lose(line.get());
        }
    }

    private void answerFlushes(boolean written) {
        for (CompletableFuture<Boolean> flush = flushes.poll(); flush != null; flush = flushes.poll()) {
            flush.complete(written);
        }
    }
}
