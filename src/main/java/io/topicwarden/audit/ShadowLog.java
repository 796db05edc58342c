/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import io.topicwarden.policy.LogSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The shadow log: every difference between the policy in force and a candidate is counted in exactly one line of
 * {@code shadow.jsonl}. For all threads, none of which waits for the disk.
 */
public final class ShadowLog implements AutoCloseable {

    private final Folds folds;
    private final Intake intake;
    private final Journal journal;

    private ShadowLog(Path directory, LogSettings settings, Surroundings surroundings, long capacity) {
        InstantSource time = surroundings.time();
        this.intake = Intake.of(capacity, ShadowEvent.Rough.all(), time);
        this.folds = new Folds(intake.backlog(), intake.overflow(), intake.ids(), time);
        JournalName name = new JournalName("shadow log", "topicwarden-shadow", directory);
        this.journal = new Journal(name, settings, surroundings, intake, folds);
    }

    /** Opens the log, as {@link DenialLog#open}, with a sixth of its memory. */
    public static ShadowLog open(Path directory, LogSettings settings, InstantSource time, LogFailures failures) {
        ShadowLog log = new ShadowLog(directory, settings, Surroundings.real(time, failures), Journal.CAPACITY / 6);
        log.journal.start();
        return log;
    }

    /** A log without a thread, written by {@link #drain}. */
    static ShadowLog withoutThread(Path directory, LogSettings settings, Surroundings surroundings, long capacity) {
        return new ShadowLog(directory, settings, surroundings, capacity);
    }

    /**
     * Records a difference. Never throws, waits or reads a file.
     *
     * @return the {@code event.id} of the line that it is counted in
     */
    public String record(ShadowDifference difference) {
        ShadowEvent event = new ShadowEvent(difference);
        return journal.record(() -> folds.add(event), () -> intake.overflow().add(event.leastKnown(), difference.at()));
    }

    /** Goes on with other settings from the next line. */
    public void configure(LogSettings settings) {
        journal.configure(settings);
    }

    /** Writes everything recorded so far, open folds too. Returns false if it could not be written, or not in time. */
    public boolean flush(Duration atMost) {
        return journal.flush(atMost);
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
