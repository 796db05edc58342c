/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.DidYouMean;
import io.topicwarden.policy.PatternSyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Reads instants, times of day and time zones. */
final class Clocks {

    private static final String END_OF_DAY = "24:00";

    private Clocks() {}

    /** An instant with its offset: {@code 2027-01-31T00:00:00Z} (RFC 3339 §5.6). */
    static Instant instant(String text) throws PatternSyntaxException {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw bad(
                    Code.BAD_INSTANT,
                    "`" + text + "` is not an instant",
                    text,
                    "write date, time and offset, as in `2027-01-31T00:00:00Z`");
        }
    }

    /** Minutes from the day's begin, {@code 00:00} to {@code 23:59}. */
    static int from(String text) throws PatternSyntaxException {
        return minutes(text);
    }

    /** Likewise, and {@code 24:00} for the day's end. */
    static int to(String text) throws PatternSyntaxException {
        return text.equals(END_OF_DAY) ? 24 * 60 : minutes(text);
    }

    static LocalTime timeOf(int minutes) {
        return LocalTime.of(minutes / 60 % 24, minutes % 60);
    }

    static ZoneId zone(String text) throws PatternSyntaxException {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw bad(
                    Code.BAD_ZONE,
                    "`" + text + "` is not a time zone",
                    text,
                    DidYouMean.help(text, ZoneId.getAvailableZoneIds())
                            .orElse("write it as `Europe/Brussels` or `UTC`"));
        }
    }

    private static int minutes(String text) throws PatternSyntaxException {
        boolean shaped = text.length() == 5
                && isDigit(text, 0)
                && isDigit(text, 1)
                && text.charAt(2) == ':'
                && isDigit(text, 3)
                && isDigit(text, 4);
        int hour = shaped ? Integer.parseInt(text.substring(0, 2)) : 24;
        int minute = shaped ? Integer.parseInt(text.substring(3)) : 60;
        if (hour > 23 || minute > 59) {
            throw bad(Code.BAD_TIME, "`" + text + "` is not a time of day", text, "write hours and minutes as `08:00`");
        }
        return hour * 60 + minute;
    }

    private static boolean isDigit(String text, int index) {
        return text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private static PatternSyntaxException bad(Code code, String message, String text, String help) {
        return new PatternSyntaxException(code.toString(), message, 0, text.length(), help);
    }
}
