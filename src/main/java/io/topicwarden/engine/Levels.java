/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

/**
 * Where the levels of a topic name or topic filter begin and end (MQTT 5 §4.7). A level is the region from {@code start}
 * to {@code end} of the text; after the last level {@code start} lies beyond the text's length. Nothing is ever split.
 */
final class Levels {

    private static final char SEPARATOR = '/';
    private static final int GOLDEN_RATIO = 0x9E3779B1;

    private Levels() {}

    /** The end of the level that begins at {@code start}; the next one begins one further. */
    static int end(String text, int start) {
        int end = start;
        while (!isEnd(text, end)) {
            end++;
        }
        return end;
    }

    /** Where the level that begins at {@code start} ends, and its hash, in one value; of no use beyond the last level. */
    static long measure(String text, int start) {
        if (isExhausted(text, start)) {
            return 0;
        }
        int end = end(text, start);
        return (long) end << Integer.SIZE | Integer.toUnsignedLong(hash(text, start, end));
    }

    /** The end of a level {@link #measure}d. */
    static int end(long measured) {
        return (int) (measured >>> Integer.SIZE);
    }

    /** The hash of a level {@link #measure}d. */
    static int hash(long measured) {
        return (int) measured;
    }

    /**
     * The hash of a region where it stands; its high bits are the best. Four characters at a time, so that no multiplication
     * waits long for the one before.
     */
    static int hash(String text, int start, int end) {
        int hash = end - start;
        int i = start;
        for (; i + 4 <= end; i += 4) {
            int block = text.charAt(i) ^ text.charAt(i + 1) << 8 ^ text.charAt(i + 2) << 16 ^ text.charAt(i + 3) << 24;
            hash = (hash ^ block) * GOLDEN_RATIO;
        }
        for (; i < end; i++) {
            hash = (hash ^ text.charAt(i)) * GOLDEN_RATIO;
        }
        return hash;
    }

    /** Whether the level that has not ended before {@code index} ends there. */
    static boolean isEnd(String text, int index) {
        return index == text.length() || text.charAt(index) == SEPARATOR;
    }

    static boolean isExhausted(String text, int start) {
        return start > text.length();
    }

    static boolean isSingleWildcard(String filter, int start, int end) {
        return end - start == 1 && filter.charAt(start) == '+';
    }

    static boolean isMultiWildcard(String filter, int start) {
        return start == filter.length() - 1 && filter.charAt(start) == '#';
    }

    /** Whether a wildcard may match the level at {@code start}: not a first level that begins with {@code $} (§4.7.2). */
    static boolean isOpenToWildcards(String text, int start) {
        return start > 0 || !isReserved(text);
    }

    static boolean isReserved(String text) {
        return !text.isEmpty() && text.charAt(0) == '$';
    }

    /**
     * Whether the filter is <code>#</code> or <code>/#</code>. There alone the closing wildcard cannot stand for no level
     * at all, since what comes before it is no topic name: one has at least one character (§4.7.3).
     */
    static boolean needsLevelForMultiWildcard(String filter) {
        return filter.equals("#") || filter.equals("/#");
    }

    /** Whether the text is a topic name: not empty, and without wildcards and U+0000 (§3.3.2.1, §4.7.3). */
    static boolean isTopicName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < SEPARATOR && (c == '+' || c == '#' || c == 0)) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
