/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import io.topicwarden.policy.LogSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The denial log: every refusal is counted in exactly one line of {@code denials.jsonl}. For all threads, none of which
 * waits for the disk.
 */
public final class DenialLog implements AutoCloseable {

    private final Folds folds;
    private final Intake intake;
    private final Journal journal;

    private DenialLog(Path directory, LogSettings settings, Surroundings surroundings, long capacity) {
        InstantSource time = surroundings.time();
        this.intake = Intake.of(capacity, DenialKind.all(), time);
        this.folds = new Folds(intake.backlog(), intake.overflow(), intake.ids(), time);
        JournalName name = new JournalName("denial log", "topicwarden-denials", directory);
        this.journal = new Journal(name, settings, surroundings, intake, folds);
    }

    /**
     * Opens the log. A directory that cannot be used is no error here: {@code failures} hears of it, what is recorded stays
     * in memory, and it is tried again every second.
     *
     * @param directory made if it does not exist
     * @param settings its file, relative to the directory, and when that is rotated
     * @param failures called on the log's own thread
     */
    public static DenialLog open(Path directory, LogSettings settings, InstantSource time, LogFailures failures) {
        DenialLog log = new DenialLog(directory, settings, Surroundings.real(time, failures), Journal.CAPACITY);
        log.start();
        return log;
    }

    /** A log without a thread, written by {@link #drain} until {@link #start}. */
    static DenialLog withoutThread(Path directory, LogSettings settings, Surroundings surroundings, long capacity) {
        return new DenialLog(directory, settings, surroundings, capacity);
    }

    /**
     * Records a refusal. Never throws, waits or reads a file.
     *
     * @return the {@code event.id} of the line that this refusal is counted in
     */
    public String record(Denial denial) {
        return journal.record(() -> folds.add(new RefusalEvent(denial)), () -> intake.overflow()
                .add(DenialKind.of(denial), denial.at()));
    }

    /** Goes on with other settings from the next line. */
    public void configure(LogSettings settings) {
        journal.configure(settings);
    }

    /** Writes everything recorded so far, open folds too. Returns false if it could not be written, or not in time. */
    public boolean flush(Duration atMost) {
        return journal.flush(atMost);
    }

    /** How many refusals were recorded after the log was closed, or could not be written when it was. */
    public long lost() {
        return counters().lost();
    }

    /** The present counts, for metrics. */
    public LogCounters counters() {
        return journal.counters();
    }

    /** Starts the thread. */
    void start() {
        journal.start();
    }

    /** Writes what is due at this instant, for a log without a thread. */
    boolean drain(Instant now) {
        return journal.drain(now);
    }

    /** Writes what is left, for 5 seconds at most. What is recorded later is counted as lost. */
    @Override
    public void close() {
        journal.close();
    }
}
