/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans and instants as users type them. */
final class Moment {

    private static final Pattern SPAN = Pattern.compile("([0-9]{1,6})(ms|s|m|h|d|w)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1),
            "w", Duration.ofDays(7));

    private Moment() {}

    /** {@code 30m}, {@code 7d}. */
    static Optional<Duration> span(String text) {
        Matcher matcher = SPAN.matcher(text);
        return matcher.matches()
                ? Optional.ofNullable(UNITS.get(matcher.group(2)))
                        .map(unit -> unit.multipliedBy(Long.parseLong(matcher.group(1))))
                : Optional.empty();
    }

    /**
     * A span before {@code now}, a day (its begin, UTC), or an instant with its offset.
     *
     * @throws ToolException if it is none of these
     */
    static Instant instant(String text, Instant now) throws ToolException {
        Optional<Duration> span = span(text);
        if (span.isPresent()) {
            return now.minus(span.get());
        }
        try {
            return text.length() == "2026-11-24".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new ToolException(
                    ToolCode.BAD_TIME,
                    "`" + text + "` is no time",
                    "write `30m`, `12h`, `7d`, `2026-11-24` or `2026-11-24T10:00:00Z`");
        }
    }
}
