/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

/** The lines of a YAML text, for whoever adds to them. A line ends at LF, CR or CR LF. */
final class YamlLines {

    private final String text;

    YamlLines(String text) {
        this.text = text;
    }

    /** Where the line of this offset ends, before its line end. */
    int endOf(int offset) {
        int end = offset;
        while (end < text.length() && !isTerminator(end)) {
            end++;
        }
        return end;
    }

    /** How many characters stand before this offset in its line. */
    int columnOf(int offset) {
        return offset - startOf(offset);
    }

    /** Whether nothing but spaces stands before this offset in its line. */
    boolean isIndentedOnly(int offset) {
        return text.substring(startOf(offset), offset).isBlank();
    }

    /** The line end at this offset; at the end of the text, that of the first line. */
    String terminatorNear(int offset) {
        int at = offset < text.length() ? offset : endOf(0);
        if (at == text.length()) {
            return "\n";
        }
        return text.substring(at, afterTerminator(at));
    }

    /** The offset itself, or before the line end and the spaces before it, if there is one just before it. */
    int beforeTerminator(int offset) {
        int at = offset;
        if (at > 0 && text.charAt(at - 1) == '\n') {
            at--;
        }
        if (at > 0 && text.charAt(at - 1) == '\r') {
            at--;
        }
        return at;
    }

    /** The end of the line of this offset, or of the last comment below it that is indented by {@code column} or more. */
    int endOfCommentsBelow(int offset, int column) {
        int end = endOf(offset);
        int next = end;
        while (next < text.length()) {
            int start = afterTerminator(next);
            next = endOf(start);
            int first = start;
            while (first < next && text.charAt(first) == ' ') {
                first++;
            }
            boolean comment = first < next && text.charAt(first) == '#' && first - start >= column;
            if (comment) {
                end = next;
            } else if (first < next) {
                break;
            }
        }
        return end;
    }

    private int startOf(int offset) {
        int start = offset;
        while (start > 0 && !isTerminator(start - 1)) {
            start--;
        }
        return start;
    }

    private int afterTerminator(int offset) {
        return text.startsWith("\r\n", offset) ? offset + 2 : Math.min(offset + 1, text.length());
    }

    private boolean isTerminator(int offset) {
        char c = text.charAt(offset);
        return c == '\n' || c == '\r';
    }
}
