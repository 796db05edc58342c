/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.migrate;

import io.topicwarden.policy.SourceSpan;
import io.topicwarden.policy.yaml.SourceFile;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The lines of a text file in UTF-8, without their ends. */
final class TextLines {

    private static final String SPACE = "[ \\t\\x0B\\f\\r]+";

    private TextLines() {}

    /** Without the white space that C's isspace knows. */
    static String trimmed(String text) {
        return trimmedEnd(text).replaceFirst("^" + SPACE, "");
    }

    static String trimmedEnd(String text) {
        int end = text.length();
        while (end > 0 && " \t\u000B\f\r".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(0, end);
    }

    /** No lines at all if a byte is not UTF-8, which is then a problem. */
    static List<String> of(SourceFile file, Report report) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file.content()))
                    .toString();
            return text.indexOf(0) < 0 ? List.of(text.split("\n", -1)) : damaged(file, report);
        } catch (CharacterCodingException e) {
            return damaged(file, report);
        }
    }

    private static List<String> damaged(SourceFile file, Report report) {
        report.problem(
                ImportCode.BAD_IMPORT_ENCODING,
                "this file is not text in UTF-8",
                SourceSpan.startOf(file.file()),
                "",
                "save it as UTF-8");
        return List.of();
    }
}
