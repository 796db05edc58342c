/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** Finds out how a chain goes on when its log is opened: where it stood, from where the log goes on without it, or anew. */
final class ChainOpening {

    private final Path log;
    private final long next;
    private final ChainStateFile file;

    /** @param next the sequence number of the next line of the log */
    ChainOpening(Path log, long next, ChainStateFile file) {
        this.log = log;
        this.next = next;
        this.file = file;
    }

    /** Where the chain goes on, and the checkpoint that says how. */
    record Opened(ChainHead head, Chain.Due due) {

        boolean isBroken() {
            return due.reason() == Checkpoint.Reason.BROKEN;
        }
    }

    Opened open() {
        try {
            return file.read()
                    .map(this::from)
                    .orElseGet(() -> broken("there was no `" + file.path().getFileName() + "`"));
        } catch (IOException e) {
            return broken("the state of the chain cannot be read: " + e.getMessage());
        }
    }

    /** Whether the log was last written with the chain on; if that cannot be told, it was. */
    boolean wasOn() {
        try {
            Optional<ChainStateFile.State> kept = file.read();
            return kept.isPresent()
                    && (kept.get().isOn() || endsChained(kept.get().head()));
        } catch (IOException e) {
            return true;
        }
    }

    /** Whether the chain was switched on after this, and its broker killed before that was kept. */
    private boolean endsChained(ChainHead head) throws IOException {
        List<Path> files = new LogFiles(log).inOrder();
        Optional<byte[]> last = Optional.empty();
        for (int i = files.size() - 1; i >= 0 && last.isEmpty(); i--) {
            last = Tail.lastLine(files.get(i));
        }
        return last.flatMap(SealedLine::parse)
                .filter(line -> line.sequence() >= head.sequence())
                .isPresent();
    }

    private Opened from(ChainStateFile.State kept) {
        ChainHead head = kept.head();
        if (next < head.sequence() && kept.isOn()) {
            return broken(missing(head));
        }
        return next <= head.sequence() ? opened(kept, "the log was opened") : caughtUp(kept);
    }

    private String missing(ChainHead head) {
        String which = "records " + next + " to " + (head.sequence() - 1) + " are missing; ";
        return which
                + (next >= head.forced()
                        ? "none of them had been forced to the disk, so that a failure of the machine can have done this"
                        : "some had been forced to the disk, so that no crash does this");
    }

    /** The state lags behind what a killed broker had written; its keys tell whether it was this one. */
    private Opened caughtUp(ChainStateFile.State kept) {
        try {
            ChainStateFile.State at = ChainCatchUp.of(log, kept);
            return at.isOn() && at.head().sequence() != next
                    ? broken("record " + at.head().sequence() + " does not continue the chain")
                    : opened(at, "the log was opened; the broker had not closed it");
        } catch (IOException e) {
            return broken("the log cannot be read: " + e.getMessage());
        }
    }

    private Opened opened(ChainStateFile.State state, String ifOn) {
        ChainHead head = state.head().at(next);
        if (head.isFresh()) {
            return new Opened(head, new Chain.Due(Checkpoint.Reason.BEGUN, "the chain begins"));
        }
        String message = state.isOn() ? ifOn : "the chain was switched on again";
        return new Opened(head, new Chain.Due(Checkpoint.Reason.OPENED, message));
    }

    private Opened broken(String why) {
        byte[] secret = new byte[ChainMath.SIZE];
        new SecureRandom().nextBytes(secret);
        String message = "a chain begins under a key that nobody keeps: " + why;
        return new Opened(ChainHead.of(secret).at(next), new Chain.Due(Checkpoint.Reason.BROKEN, message));
    }
}
