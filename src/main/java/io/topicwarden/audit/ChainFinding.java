/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Something that is not as the log was written.
 *
 * @param file where
 * @param line where in it, counted from 1
 * @param message a lower-case clause
 */
public record ChainFinding(Kind kind, Path file, long line, String message) {

    /** What was done, as far as it shows. */
    public enum Kind {
        /** A line is not what was written. */
        ALTERED,
        /** Lines that were written are missing. */
        REMOVED,
        /** A line was not written here. */
        INSERTED,
        /** A line was written later than it stands. */
        MOVED,
        /** The end is missing. */
        CUT,
        /** One chain ended and another began. */
        BROKEN,
        /** The state beside the log is not that of this chain. */
        FOREIGN_STATE,
        /** There is a chain, and none of the keys given is its own. */
        UNKNOWN_KEY,
        /** There is no chain. */
        NO_CHAIN;

        private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

        /** The code as users see it: {@code altered}. */
        @Override
        public String toString() {
            return text;
        }
    }
}
