/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is found out on the way through a log. Not thread-safe. */
final class ChainFindings {

    private static final int MOST_TOLD = 100;
    private static final int MOST_DISPLACED = 100_000;

    private final List<ChainFinding> told = new ArrayList<>();
    private final Set<Long> displaced = new HashSet<>();
    long found;
    long verified;
    long signatureOnly;
    long unchecked;
    long unprotected;

    void add(ChainFinding.Kind kind, ChainTrail.Entry at, String message) {
        add(new ChainFinding(kind, at.file(), at.line(), message));
    }

    void add(ChainFinding finding) {
        found++;
        if (told.size() < MOST_TOLD) {
            told.add(finding);
        }
    }

    void misplaced(ChainTrail.Entry at, long sequence, long expected) {
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
    void missing(ChainTrail.Entry before, long from, long to) {
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
