/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.migrate;

import io.topicwarden.policy.yaml.ShownText;
import java.util.Collection;
import java.util.stream.Collectors;

/** Writes texts into YAML so that they are read back as they are, whatever they hold. */
public final class YamlText {

    private YamlText() {}

    /** Between double quotes. */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (ShownText.isInvisible(c)) {
                quoted.append(c > 0xFFFF ? String.format("\\U%08X", c) : String.format("\\u%04X", c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }

    /** A list on one line. */
    public static String list(Collection<String> texts) {
        return texts.stream().map(YamlText::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    /** On a line of comment, invisible characters as escapes. */
    static String comment(String text) {
        return "# " + ShownText.of(text);
    }
}
