/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

/**
 * A text of a {@code when}, in which {@code *} matches any run of characters, none included. Nothing is folded.
 *
 * @param text as the operator wrote it; in a file at most 1,024 characters, so that a comparison is bounded
 */
public record TextPattern(String text) {

    /** Whether it matches one value only: the text itself. */
    boolean isPlain() {
        return text.indexOf('*') < 0;
    }

    /** Whether the whole of {@code value} matches; in time O(text · value), without recursion. */
    public boolean matches(String value) {
        int p = 0;
        int v = 0;
        int star = -1;
        int resume = 0;
        while (v < value.length()) {
            if (p < text.length() && text.charAt(p) == '*') {
                star = p++;
                resume = v;
            } else if (p < text.length() && text.charAt(p) == value.charAt(v)) {
                p++;
                v++;
            } else if (star >= 0) {
                p = star + 1;
                v = ++resume;
            } else {
                return false;
            }
        }
        while (p < text.length() && text.charAt(p) == '*') {
            p++;
        }
        return p == text.length();
    }
}
