/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.SourceSpan;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** From bytes to text: UTF-8 and only characters that YAML 1.1 §5.1 calls printable; a leading U+FEFF is skipped. */
final class Decoder {

    /** What stands in a text for bytes that are no UTF-8. */
    private static final char REPLACEMENT = 0xFFFD;

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    /** More than any name, topic filter or hash can have. */
    private static final int MOST_TOGETHER = 65_536;

    private final SourceFile file;
    private final Problems problems;

    Decoder(SourceFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    Optional<SourceText> decode() {
        String text = new String(file.content(), StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0 && !isUtf8()) {
            return Optional.empty();
        }
        SourceText source = new SourceText(file.file(), withoutMark(text));
        return hasOnlyPrintable(source) && hasNoGiantWord(source) ? Optional.of(source) : Optional.empty();
    }

    /** Decodes strictly, which takes more memory; needed only if something may have been replaced. */
    private boolean isUtf8() {
        ByteBuffer bytes = ByteBuffer.wrap(file.content());
        CharBuffer chars = CharBuffer.allocate(bytes.remaining());
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult result = decoder.decode(bytes, chars, true);
        if (!result.isError()) {
            return true;
        }
        String before = withoutMark(chars.flip().toString());
        reportEncoding(new SourceText(file.file(), before), bytes.get(bytes.position()) & 0xFF);
        return false;
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private void reportEncoding(SourceText source, int value) {
        int end = source.text().length();
        boolean utf16 = end == 0 && (value == 0xFE || value == 0xFF);
        report(
                source,
                Code.BAD_ENCODING,
                utf16 ? "this file is UTF-16" : String.format("byte 0x%02X is not UTF-8 here", value),
                source.span(end, end + 1),
                "save it as UTF-8");
    }

    private boolean hasOnlyPrintable(SourceText source) {
        String text = source.text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isPrintable(c)) {
                String help = c == 0 ? "this may be a binary file, or UTF-16: save it as UTF-8" : "remove it";
                String message = String.format("character U+%04X cannot stand in a file", (int) c);
                report(source, Code.BAD_CHARACTER, message, source.span(i, i + 1), help);
                return false;
            }
        }
        return true;
    }

    /** The parser's time grows with the square of a word or comment, so that it never gets to see a giant one. */
    private boolean hasNoGiantWord(SourceText source) {
        String text = source.text();
        int wordStart = 0;
        int commentStart = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                wordStart = i + 1;
                commentStart = text.length();
            } else if (c == ' ' || c == '\t' || c == '"' || c == '\'') {
                wordStart = i + 1;
            } else if (c == '#' && i == wordStart) {
                commentStart = Math.min(commentStart, i);
            }
            if (i - Math.min(wordStart, commentStart) >= MOST_TOGETHER) {
                int start = Math.min(wordStart, commentStart);
                report(
                        source,
                        Code.TOO_LARGE,
                        "a word or comment of more than " + MOST_TOGETHER + " characters begins here",
                        source.span(start, start + 1),
                        "");
                return false;
            }
        }
        return true;
    }

    /** Surrogates are taken for good: the decoder has made pairs of them. */
    private static boolean isPrintable(char c) {
        return (c >= 0x20 && c <= 0x7E)
                || c == '\n'
                || c == '\r'
                || c == '\t'
                || c == 0x85
                || (c >= 0xA0 && c <= 0xFFFD && c != BYTE_ORDER_MARK);
    }

    private void report(SourceText source, Code code, String message, SourceSpan span, String help) {
        problems.add(source, code.toString(), message, span, help);
    }
}
