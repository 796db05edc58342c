/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.PatternSyntaxException;
import io.topicwarden.policy.TextPattern;
import java.util.Locale;

/** Reads serial numbers and fingerprints as certificate viewers print them, and writes them as certificates' facts do. */
final class HexText {

    private static final int FINGERPRINT_DIGITS = 64;

    /** RFC 5280 §4.1.2.2: up to 20 octets; some issuers go beyond. */
    private static final int MOST_SERIAL_DIGITS = 128;

    private HexText() {}

    /** A serial number: lower case, no leading zeros. A zero before {@code *} stays, so that nothing more matches. */
    static TextPattern serial(String text) throws PatternSyntaxException {
        String digits = digits(text.startsWith("0x") || text.startsWith("0X") ? text.substring(2) : text, text);
        int zeros = 0;
        while (zeros + 1 < digits.length() && digits.charAt(zeros) == '0' && digits.charAt(zeros + 1) != '*') {
            zeros++;
        }
        if (digits.length() > MOST_SERIAL_DIGITS) {
            throw bad("this is too long for a serial number", text);
        }
        return new TextPattern(digits.substring(zeros));
    }

    /** A SHA-256 fingerprint: lower case, 64 digits unless {@code *} stands for some. */
    static TextPattern fingerprint(String text) throws PatternSyntaxException {
        String digits = digits(text, text);
        boolean open = digits.indexOf('*') >= 0;
        if (open ? digits.length() > FINGERPRINT_DIGITS : digits.length() != FINGERPRINT_DIGITS) {
            throw bad("a SHA-256 fingerprint has 64 hexadecimal digits", text);
        }
        return new TextPattern(digits);
    }

    private static String digits(String body, String text) throws PatternSyntaxException {
        StringBuilder digits = new StringBuilder(body.length());
        for (char c : body.toLowerCase(Locale.ROOT).toCharArray()) {
            boolean digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == '*';
            if (digit) {
                digits.append(c);
            } else if (c != ':' && c != ' ') {
                throw bad("`" + text + "` is not hexadecimal", text);
            }
        }
        if (digits.length() == 0) {
            throw bad("`" + text + "` has no digits", text);
        }
        return digits.toString();
    }

    private static PatternSyntaxException bad(String message, String text) {
        return new PatternSyntaxException(
                Code.BAD_HEX.toString(), message, 0, text.length(), "write it as `0a1b2c` or `0A:1B:2C`");
    }
}
