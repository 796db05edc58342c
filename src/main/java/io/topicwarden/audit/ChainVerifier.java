/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import io.topicwarden.audit.ChainTrail.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Verifies the chain over a log, in one pass and in bounded memory. */
public final class ChainVerifier {

    private final Path log;
    private final List<ChainKey> keys;
    private final ChainFindings findings = new ChainFindings();
    private Optional<ChainTrail> trail = Optional.empty();
    private Optional<Entry> held = Optional.empty();
    private Optional<Entry> last = Optional.empty();
    private long first;
    private boolean headless;
    private boolean closed;

    private ChainVerifier(Path log, List<ChainKey> keys) {
        this.log = log;
        this.keys = keys;
    }

    /**
     * Verifies.
     *
     * @param log the file that is being written, whether it is there or not
     * @param files of the log, oldest first
     * @param keys of the chains in it
     * @param state the state that the writer of the log keeps; with it a cut end shows
     * @throws IOException if something cannot be read
     */
    public static ChainReport verify(Path log, List<Path> files, List<ChainKey> keys, Optional<Path> state)
            throws IOException {
        ChainVerifier verifier = new ChainVerifier(log, keys);
        // read before the files: while the log is being written they may be ahead of it, and never behind
        Optional<ChainHead> kept = state.isPresent() ? head(state.get()) : Optional.empty();
        for (Path file : files) {
            verifier.read(file);
        }
        verifier.push(Optional.empty());
        kept.ifPresent(head -> verifier.compare(state.orElse(log), head));
        return verifier.report(kept.isPresent());
    }

    /** The state that the writer of this log keeps, if it is there. */
    public static Optional<Path> stateOf(Path log) {
        return Optional.of(ChainStateFile.beside(log))
                .filter(ChainStateFile::exists)
                .map(ChainStateFile::path);
    }

    private void read(Path file) throws IOException {
        try (LogLines lines = LogLines.open(file)) {
            long number = 0;
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                number++;
                push(Optional.of(Entry.of(file, number, line.get())));
            }
            if (lines.isTorn()) {
                findings.add(
                        new ChainFinding(
                                ChainFinding.Kind.CUT,
                                file,
                                number + 1,
                                "the file ends in the middle of this line: it is being written, or a crash or somebody cut it"));
            }
        }
    }

    private void push(Optional<Entry> next) {
        held.ifPresent(entry -> accept(entry, next));
        held = next;
    }

    private void accept(Entry entry, Optional<Entry> next) {
        last = Optional.of(entry);
        closed = entry.checkpoint()
                .filter(said -> said.reason() == Checkpoint.Reason.CLOSED)
                .isPresent();
        Optional<Checkpoint> begins = entry.checkpoint().filter(said -> trail.isEmpty() || said.isFirst());
        begins.ifPresent(said -> begin(entry, said));
        if (trail.isPresent()) {
            trail.get().accept(entry, next);
        } else if (entry.sealed().isPresent()) {
            headless(entry);
        } else {
            findings.unprotected++;
        }
    }

    private void begin(Entry entry, Checkpoint said) {
        boolean repeated =
                trail.filter(one -> one.segment().equals(said.segment())).isPresent();
        ChainTrail fresh = trail(entry, said);
        if (repeated || (trail.isPresent() && !fresh.isGenuine(entry))) {
            return;
        }
        if (trail.isPresent() || said.reason() == Checkpoint.Reason.BROKEN) {
            findings.add(ChainFinding.Kind.BROKEN, entry, "another chain begins: " + said.message());
        } else {
            head(entry, said);
        }
        if (trail.isEmpty()) {
            first = entry.sealed().map(SealedLine::sequence).orElse(0L);
        }
        if (!isKnown(said)) {
            findings.add(
                    ChainFinding.Kind.UNKNOWN_KEY,
                    entry,
                    "no key was given of the chain `" + said.segment() + "`, or none that counts at this place");
        }
        trail = Optional.of(fresh);
    }

    /** Whether what is there of the chain can begin like this. */
    private void head(Entry entry, Checkpoint said) {
        long before = entry.sealed().map(SealedLine::sequence).orElse(1L) - 1;
        if (!said.isFirst() && said.reason() != Checkpoint.Reason.FILE && !headless) {
            findings.add(ChainFinding.Kind.REMOVED, entry, "the beginning of the file is missing before this line");
        }
        if (findings.unprotected > (said.isFirst() ? before : 0)) {
            findings.add(ChainFinding.Kind.INSERTED, entry, "lines before this one were not written there");
        }
    }

    private boolean isKnown(Checkpoint said) {
        return keys.stream()
                .anyMatch(key -> (key.secret().isPresent() && key.segment().equals(said.segment()))
                        || Arrays.equals(key.publicKey(), said.key()));
    }

    private ChainTrail trail(Entry entry, Checkpoint said) {
        String segment = said.segment();
        for (ChainKey key : keys) {
            if (key.segment().equals(segment) && key.secret().isPresent()) {
                return new KeyedTrail(key.secret().get(), segment, entry, findings);
            }
        }
        Optional<byte[]> known = keys.stream()
                .map(ChainKey::publicKey)
                .filter(key -> Arrays.equals(key, said.key()))
                .findFirst();
        return new SignedTrail(known, segment, entry, findings);
    }

    /** The chain has no beginning, so nothing tells what is right until the next checkpoint. */
    private void headless(Entry entry) {
        findings.unchecked++;
        if (!headless) {
            headless = true;
            findings.add(ChainFinding.Kind.REMOVED, entry, "the checkpoint that stood before this line is missing");
        }
    }

    private static Optional<ChainHead> head(Path state) throws IOException {
        return ChainStateFile.at(state).read().map(ChainStateFile.State::head).filter(head -> !head.isFresh());
    }

    private void compare(Path state, ChainHead head) {
        if (trail.isEmpty()) {
            cut("the chain that `" + state.getFileName() + "` tells of is not there");
            return;
        }
        long expected = trail.get().expected();
        if (!head.segment().equals(trail.get().segment())) {
            cut("the end of the log is missing: `" + state.getFileName() + "` tells of another chain after it");
        } else if (!trail.get().comesTo(head)) {
            findings.add(new ChainFinding(
                    ChainFinding.Kind.FOREIGN_STATE, state, 1, "this is no state that the chain comes to"));
        } else if (head.sequence() > expected) {
            cut(records(expected, head.sequence() - 1) + " missing after this line"
                    + (expected >= head.forced() ? "; a failure of the machine can have done this" : ""));
        }
    }

    private static String records(long from, long to) {
        return from == to ? "record " + from + " is" : "records " + from + " to " + to + " are";
    }

    private void cut(String message) {
        last.ifPresentOrElse(
                entry -> findings.add(ChainFinding.Kind.CUT, entry, message),
                () -> findings.add(new ChainFinding(ChainFinding.Kind.CUT, log, 1, message)));
    }

    private ChainReport report(boolean endKnown) {
        if (trail.isEmpty() && !headless && findings.found == 0) {
            findings.add(new ChainFinding(ChainFinding.Kind.NO_CHAIN, log, 1, "no record of this log is chained"));
        }
        return new ChainReport(
                findings.told(),
                findings.found,
                findings.verified,
                findings.signatureOnly,
                trail.map(ChainTrail::unsigned).orElse(0L),
                findings.unchecked,
                findings.unprotected,
                first,
                trail.map(one -> one.expected() - 1).orElse(0L),
                closed,
                endKnown,
                trail.flatMap(ChainTrail::nextKey).map(ChainMath::text));
    }
}
