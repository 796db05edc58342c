/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Follows one chain line by line. Not thread-safe. */
interface ChainTrail {

    /** The next line, with the one after it where there is one: it tells what became of this one. */
    void accept(Entry line, Optional<Entry> next);

    /** Whether a chain that begins with this line does so under the key of this trail. */
    boolean isGenuine(Entry first);

    /** The sequence number that the next record must have. */
    long expected();

    String segment();

    /** Whether this state is one that the chain comes to, as far as can be told. */
    boolean comesTo(ChainHead head);

    /** The public key for the next checkpoint. */
    Optional<byte[]> nextKey();

    /** Records since the last signature, where nothing else vouches for them. */
    long unsigned();

    /**
     * A line and where it stands.
     *
     * @param sealed what it is, if it carries a MAC
     */
    record Entry(Path file, long line, Optional<SealedLine> sealed, Optional<Checkpoint> checkpoint) {

        static Entry of(Path file, long line, byte[] bytes) {
            Optional<SealedLine> sealed = SealedLine.parse(bytes);
            return new Entry(file, line, sealed, sealed.flatMap(SealedLine::checkpoint));
        }
    }

    /** What trails find out. */
    final class Findings {

        private static final int MOST_TOLD = 100;
        private static final int MOST_DISPLACED = 100_000;

        private final List<ChainFinding> told = new ArrayList<>();
        private final Set<Long> displaced = new HashSet<>();
        long found;
        long verified;
        long signatureOnly;
        long unchecked;
        long unprotected;

        void add(ChainFinding.Kind kind, Entry at, String message) {
            add(new ChainFinding(kind, at.file(), at.line(), message));
        }

        void add(ChainFinding finding) {
            found++;
            if (told.size() < MOST_TOLD) {
                told.add(finding);
            }
        }

        void misplaced(Entry at, long sequence, long expected) {
            if (sequence > expected) {
                if (displaced.size() < MOST_DISPLACED) {
                    displaced.add(sequence);
                }
                add(ChainFinding.Kind.MOVED, at, "record " + sequence + " stands before record " + expected);
            } else {
                add(
                        ChainFinding.Kind.INSERTED,
                        at,
                        "record " + sequence + " does not belong here, where record " + expected + " follows");
            }
        }

        /** Tells of missing records, unless they stand elsewhere. */
        void missing(Entry before, long from, long to) {
            boolean elsewhere = to - from < MOST_DISPLACED;
            for (long sequence = from; elsewhere && sequence <= to; sequence++) {
                elsewhere = displaced.contains(sequence);
            }
            if (!elsewhere) {
                add(
                        ChainFinding.Kind.REMOVED,
                        before,
                        (from == to ? "record " + from + " is" : "records " + from + " to " + to + " are")
                                + " missing before this line");
            }
        }

        List<ChainFinding> told() {
            return told;
        }
    }
}
