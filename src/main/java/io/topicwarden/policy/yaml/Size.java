/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.PatternSyntaxException;
import java.util.Map;

/** Reads a number of bytes: {@code 65536}, {@code 64KiB}, {@code 64kB}. */
public final class Size {

    private static final Map<String, Long> UNITS = Map.of(
            "", 1L,
            "B", 1L,
            "KiB", 1L << 10,
            "MiB", 1L << 20,
            "GiB", 1L << 30,
            "kB", 1_000L,
            "MB", 1_000_000L,
            "GB", 1_000_000_000L);

    private static final int MOST_DIGITS = 18;

    private Size() {}

    /**
     * Reads one, 0 to 2^63-1.
     *
     * @throws PatternSyntaxException if it is no such number, or does not fit
     */
    public static long parse(String text) throws PatternSyntaxException {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        Long unit = UNITS.get(text.substring(digits));
        boolean octal = digits > 1 && text.charAt(0) == '0';
        if (digits == 0 || octal || unit == null) {
            throw bad("`" + text + "` is not a size", text);
        }
        try {
            if (digits <= MOST_DIGITS) {
                return Math.multiplyExact(Long.parseLong(text.substring(0, digits)), unit);
            }
        } catch (ArithmeticException e) {
            throw bad("`" + text + "` is too large", text);
        }
        throw bad("`" + text + "` is too large", text);
    }

    private static PatternSyntaxException bad(String message, String text) {
        return new PatternSyntaxException(
                Code.BAD_SIZE.toString(),
                message,
                0,
                text.length(),
                "write bytes as `512`, or `64KiB`, `2MiB`, `1GiB`, `64kB`, `2MB`, without a space");
    }
}
