/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.SourceSpan;

/**
 * A line as a terminal shows it, with carets under a span: tabs as spaces, invisible characters as escapes, and of a long
 * line only what is near the span.
 *
 * @param text the line
 * @param carets the line below it
 */
record ShownLine(String text, String carets) {

    private static final int TAB = 4;

    /** How many code units are shown before the span and in all. */
    private static final int BEFORE = 60;

    private static final int WIDTH = 120;

    static ShownLine of(String line, SourceSpan span) {
        int caret = Math.min(span.column() - 1, line.length());
        int from = start(line, caret);
        int to = end(line, from);
        int caretEnd = Math.min(caret + span.length(), to);
        StringBuilder text = new StringBuilder(from > 0 ? "…" : "");
        int indent = text.length();
        int width = 0;
        for (int i = from; i < to; ) {
            int c = line.codePointAt(i);
            String shown = shown(c);
            text.append(shown);
            int columns = columns(c, shown);
            if (i < caret) {
                indent += columns;
            } else if (i < caretEnd) {
                width += columns;
            }
            i += Character.charCount(c);
        }
        text.append(to < line.length() ? "…" : "");
        return new ShownLine(text.toString().stripTrailing(), " ".repeat(indent) + "^".repeat(Math.max(1, width)));
    }

    private static int start(String line, int caret) {
        int from = line.length() <= WIDTH ? 0 : Math.max(0, caret - BEFORE);
        return from > 0 && from < line.length() && Character.isLowSurrogate(line.charAt(from)) ? from + 1 : from;
    }

    private static int end(String line, int from) {
        int to = Math.min(line.length(), from + WIDTH);
        return to < line.length() && Character.isLowSurrogate(line.charAt(to)) ? to - 1 : to;
    }

    private static String shown(int c) {
        if (c == '\t') {
            return " ".repeat(TAB);
        }
        return ShownText.isInvisible(c) ? ShownText.escape(c) : Character.toString(c);
    }

    /** How wide a terminal shows it: wide for the scripts and pictures of East Asian Width W (UAX #11), roughly. */
    private static int columns(int c, String shown) {
        if (Character.getType(c) == Character.NON_SPACING_MARK || Character.getType(c) == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide = (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0xA4CF)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE6F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0x1F300 && c <= 0x1FAFF)
                || (c >= 0x20000 && c <= 0x3FFFD);
        return wide ? 2 : shown.length() - (Character.isBmpCodePoint(c) || shown.length() > 2 ? 0 : 1);
    }
}
