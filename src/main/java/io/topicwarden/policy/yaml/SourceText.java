/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.SourceSpan;
import java.util.Arrays;

/** The text of a file, with its lines; a line ends at LF, CR or CR LF, as editors count them. */
final class SourceText {

    private final String file;
    private final String text;
    private final int[] lineStarts;

    /** The last answer of {@link #offsetOf}: the parser asks in ascending order, so that the next one is near. */
    private int knownCodePoints;

    private int knownOffset;
    private final int codePoints;

    SourceText(String file, String text) {
        this.file = file;
        this.text = text;
        this.lineStarts = lineStarts(text);
        this.codePoints = text.codePointCount(0, text.length());
    }

    String file() {
        return file;
    }

    String text() {
        return text;
    }

    /** The UTF-16 offset of a place that the parser counts in code points. */
    int offsetOf(long place) {
        int wanted = (int) Math.max(0, Math.min(place, codePoints));
        if (codePoints == text.length()) {
            return wanted;
        }
        knownOffset = text.offsetByCodePoints(knownOffset, wanted - knownCodePoints);
        knownCodePoints = wanted;
        return knownOffset;
    }

    /** The line of an offset, counted from 1. */
    int lineOf(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The offset at which a line begins. */
    int startOf(int line) {
        return lineStarts[line - 1];
    }

    /** The whole line, without its end; empty if there is none of this number. */
    String line(int line) {
        if (line < 1 || line > lineStarts.length) {
            return "";
        }
        return text.substring(lineStarts[line - 1], endOf(line));
    }

    /** The span from {@code start} to {@code end}, or to the end of its first line. */
    SourceSpan span(int start, int end) {
        int line = lineOf(start);
        int last = Math.min(end, endOf(line));
        while (last > start + 1 && Character.isWhitespace(text.charAt(last - 1))) {
            last--;
        }
        return new SourceSpan(file, line, start - lineStarts[line - 1] + 1, Math.max(1, last - start));
    }

    private int endOf(int line) {
        int end = line < lineStarts.length ? lineStarts[line] : text.length();
        int start = lineStarts[line - 1];
        if (end > start && text.charAt(end - 1) == '\n') {
            end--;
        }
        if (end > start && text.charAt(end - 1) == '\r') {
            end--;
        }
        return end;
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[64];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ends = c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
            if (ends) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }
}
