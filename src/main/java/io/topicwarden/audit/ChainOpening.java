/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Finds out how a chain goes on when its log is opened: where it stood, from where the log goes on without it, or anew. */
final class ChainOpening {

    private final Path log;
    private final long next;
    private final ChainStateFile file;
    private final ChainMath math = new ChainMath();

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

    private Opened from(ChainStateFile.State state) {
        ChainHead head = state.head();
        if (head.isFresh()) {
            return new Opened(head.at(next), new Chain.Due(Checkpoint.Reason.BEGUN, "the chain begins"));
        }
        if (!state.on()) {
            return opened(head.at(next), "the chain was switched on again");
        }
        if (next < head.sequence()) {
            return broken(missing(head));
        }
        return next == head.sequence() ? opened(head, "the log was opened") : caughtUp(head);
    }

    private String missing(ChainHead head) {
        String which = "records " + next + " to " + (head.sequence() - 1) + " are missing; ";
        return which
                + (next >= head.forced()
                        ? "none of them had been forced to the disk, so that a failure of the machine can have done this"
                        : "some had been forced to the disk, so that no crash does this");
    }

    /** The state lags behind what a killed broker had written; its keys tell whether it was this one. */
    private Opened caughtUp(ChainHead head) {
        try {
            ChainHead at = head;
            for (Path path : filesFrom(head.sequence())) {
                at = through(path, at);
            }
            return at.sequence() == next
                    ? opened(at, "the log was opened; the broker had not closed it")
                    : broken("record " + at.sequence() + " does not continue the chain");
        } catch (IOException e) {
            return broken("the log cannot be read: " + e.getMessage());
        }
    }

    private List<Path> filesFrom(long sequence) throws IOException {
        List<Path> files = new LogFiles(log).inOrder();
        int from = 0;
        for (int i = 0; i < files.size(); i++) {
            OptionalLong first = Tail.firstSequence(files.get(i));
            if (first.isPresent() && first.getAsLong() <= sequence) {
                from = i;
            }
        }
        return files.subList(from, files.size());
    }

    /** As far as the file continues the chain. */
    private ChainHead through(Path path, ChainHead from) throws IOException {
        ChainHead at = from;
        try (LogLines lines = LogLines.open(path)) {
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                Optional<SealedLine> sealed = SealedLine.parse(line.get());
                if (sealed.isPresent() && sealed.get().sequence() == at.sequence()) {
                    Optional<ChainHead> after = after(sealed.get(), at);
                    if (after.isEmpty()) {
                        return at;
                    }
                    at = after.get();
                }
            }
        }
        return at;
    }

    private Optional<ChainHead> after(SealedLine line, ChainHead head) {
        ChainHead at = line.isCheckpoint() ? head.nextEpoch(math) : head;
        byte[] digest = line.digest(math);
        byte[] mac = math.mac(at.recordKey(), at.mac(), digest);
        return Arrays.equals(mac, line.mac()) ? Optional.of(at.after(math, digest, mac)) : Optional.empty();
    }

    private static Opened opened(ChainHead head, String message) {
        return new Opened(head, new Chain.Due(Checkpoint.Reason.OPENED, message));
    }

    private Opened broken(String why) {
        byte[] secret = new byte[ChainMath.SIZE];
        new SecureRandom().nextBytes(secret);
        String message = "a chain begins under a key that nobody keeps: " + why;
        return new Opened(ChainHead.of(secret).at(next), new Chain.Due(Checkpoint.Reason.BROKEN, message));
    }
}
