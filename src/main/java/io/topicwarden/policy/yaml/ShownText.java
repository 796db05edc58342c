/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

/** Makes text from a file fit to stand in a message, a log or a terminal. */
public final class ShownText {

    private static final int LONGEST = 480;
    private static final int HEAD = 320;
    private static final int TAIL = 120;

    private ShownText() {}

    /** The text with invisible characters as escapes, and its middle left out if it is very long. */
    public static String of(String text) {
        String visible = escaped(text.length() > LONGEST ? shortened(text) : text);
        return visible.length() > 2 * LONGEST ? shortened(visible) : visible;
    }

    /** Whether a terminal or a log viewer could be led astray by this character. */
    public static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    /** How an invisible character is shown: {@code <U+001B>}. */
    static String escape(int codePoint) {
        return String.format("<U+%04X>", codePoint);
    }

    private static String shortened(String text) {
        return text.substring(0, HEAD) + "…" + text.substring(text.length() - TAIL);
    }

    private static String escaped(String text) {
        if (text.codePoints().noneMatch(ShownText::isInvisible)) {
            return text;
        }
        StringBuilder result = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isInvisible(c)) {
                result.append(escape(c));
            } else {
                result.appendCodePoint(c);
            }
        });
        return result.toString();
    }
}
