/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import java.util.Arrays;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The levels that a {@link Meet} has gone down by, written out only if it finds something. */
final class LevelPath {

    private static final int USUAL_LEVELS = 8;

    private final String filter;
    private @Nullable String[] levels = new String[USUAL_LEVELS];
    private int depth;

    LevelPath(String filter) {
        this.filter = filter;
    }

    /**
     * Goes a level down.
     *
     * @param level null for the level that the filter has at this depth
     */
    void push(@Nullable String level) {
        if (depth == levels.length) {
            levels = Arrays.copyOf(levels, 2 * depth);
        }
        levels[depth++] = level;
    }

    void pop() {
        depth--;
    }

    /** The levels as text; not to be asked for before the first. */
    String text() {
        StringJoiner text = new StringJoiner("/");
        int start = 0;
        for (int i = 0; i < depth; i++) {
            int end = Levels.isExhausted(filter, start) ? filter.length() : Levels.end(filter, start);
            String level = levels[i];
            text.add(level == null ? filter.subSequence(start, end) : level);
            start = end + 1;
        }
        return text.toString();
    }
}
