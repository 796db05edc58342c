/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How texts are written into a YAML file: plain where every reader takes them for the same text, else in double quotes. */
final class WrittenText {

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.@-]*");
    private static final Set<String> WORDS_OF_YAML =
            Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");
    private static final int LAST_OF_BMP = 0xFFFF;

    private WrittenText() {}

    static String of(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !WORDS_OF_YAML.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : quoted(text);
    }

    /** A list between brackets. */
    static String list(List<String> texts) {
        return texts.stream().map(WrittenText::of).collect(Collectors.joining(", ", "[", "]"));
    }

    static String quoted(String text) {
        StringBuilder result = new StringBuilder("\"");
        text.codePoints().forEach(c -> append(result, c));
        return result.append('"').toString();
    }

    private static void append(StringBuilder result, int codePoint) {
        if (codePoint == '"' || codePoint == '\\') {
            result.append('\\').appendCodePoint(codePoint);
        } else if (!ShownText.isInvisible(codePoint)) {
            result.appendCodePoint(codePoint);
        } else {
            result.append(String.format(codePoint > LAST_OF_BMP ? "\\U%08X" : "\\u%04X", codePoint));
        }
    }
}
