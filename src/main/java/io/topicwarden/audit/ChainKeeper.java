/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import io.topicwarden.policy.LogSettings;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Begins, continues and ends the chain over a log as its settings ask. For one thread. */
final class ChainKeeper {

    private final FailurePeriod keeping;
    private final EventIds ids;
    private Optional<Chain> chain = Optional.empty();

    /** Whether it is known of this log whether its chain goes on. */
    private boolean known;

    ChainKeeper(String log, LogFailures failures, Intake intake) {
        this.keeping = new FailurePeriod("chaining the " + log, failures, intake.tally().failures);
        this.ids = intake.ids();
    }

    /** How lines are to end. */
    Sealing sealing() {
        return chain.isPresent() ? chain.get() : Sealing.PLAIN;
    }

    /**
     * Begins the chain, or ends it. One that was on when the log was last written goes on first, whatever is wanted: so that it
     * says in the log where it ends.
     */
    void follow(LogSettings.Chaining wanted, FileSet files, Chunk chunk, Instant now) throws IOException {
        if (chain.isEmpty()
                && (wanted == LogSettings.Chaining.ON
                        || (!known && opening(files).wasOn()))) {
            chain = Optional.of(open(files));
        }
        known = true;
        if (wanted == LogSettings.Chaining.OFF && chain.isPresent()) {
            chain.get().ask(Checkpoint.Reason.SWITCHED_OFF, "the settings switched the chain off");
            checkpoint(chain.get(), files, chunk, now);
            chain = Optional.empty();
        }
    }

    /** Does what is due though no line waits. */
    void attend(FileSet files, Chunk chunk, Instant now) throws IOException {
        if (chain.isPresent()) {
            chain.get().keepAgain();
            if (chain.get().isDue(now)) {
                checkpoint(chain.get(), files, chunk, now);
            }
        }
    }

    /** Says in the log that it was closed, if it can be written. */
    void close(FileSet files, Chunk chunk, Instant now) {
        known = false;
        if (chain.isEmpty()) {
            return;
        }
        try {
            files.ready();
            chain.get().ask(Checkpoint.Reason.CLOSED, "the log was closed");
            checkpoint(chain.get(), files, chunk, now);
        } catch (IOException | RuntimeException e) {
            keeping.failed(e);
        }
        chain = Optional.empty();
    }

    private Chain open(FileSet files) {
        ChainOpening.Opened opened = opening(files).open();
        if (opened.isBroken()) {
            keeping.repaired("`" + files.path() + "`: " + opened.due().message());
        }
        return new Chain(ChainStateFile.beside(files.path()), opened, keeping, ids);
    }

    private static ChainOpening opening(FileSet files) {
        return new ChainOpening(files.path(), files.nextSequence(), ChainStateFile.beside(files.path()));
    }

    private static void checkpoint(Chain chain, FileSet files, Chunk chunk, Instant now) throws IOException {
        files.makeRoom(chain.room());
        chunk.reset();
        int lines = chain.begin(chunk, files.nextSequence(), files.isEmpty(), now);
        files.append(chunk.written(), lines);
        chain.written(files);
    }
}
