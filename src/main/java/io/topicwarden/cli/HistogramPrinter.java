/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.audit.findings.Counts;
import io.topicwarden.audit.findings.Histogram;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** Draws counts over time with bars. */
final class HistogramPrinter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    /** What stands before a bar: the time, the count, and spaces between. */
    private static final int BEFORE_BAR = 32;

    private final Console console;
    private final String events;

    /** @param events what is counted, in the plural */
    HistogramPrinter(Console console, String events) {
        this.console = console;
        this.events = events;
    }

    void print(Histogram counts, int most, boolean json) {
        SortedMap<Instant, Long> buckets = counts.buckets(Math.max(1, most));
        if (json) {
            Json.object(console.out(), out -> {
                out.writeNumberField("bucket-seconds", counts.bucket().toSeconds());
                out.writeArrayFieldStart("buckets");
                for (Map.Entry<Instant, Long> entry : buckets.entrySet()) {
                    out.writeStartObject();
                    out.writeStringField("from", entry.getKey().toString());
                    out.writeNumberField("count", entry.getValue());
                    out.writeEndObject();
                }
                out.writeEndArray();
            });
            return;
        }
        long greatest =
                buckets.values().stream().mapToLong(Long::longValue).max().orElse(0);
        int width = Math.max(10, Math.min(console.width(), 120) - BEFORE_BAR);
        buckets.forEach((from, count) -> console.out()
                .println((TIME.format(from) + String.format(Locale.ROOT, " %9d  ", count) + bar(count, greatest, width))
                        .stripTrailing()));
        console.out()
                .println(
                        Counts.sum(buckets.values()) + " " + events + ", a bar for " + text(counts.bucket()) + ", UTC");
    }

    private static String bar(long count, long greatest, int width) {
        long eighths = greatest == 0 ? 0 : Math.max(count > 0 ? 1 : 0, Counts.parts(count, greatest, width * 8));
        char part = EIGHTHS.charAt((int) (eighths % 8));
        return "█".repeat((int) (eighths / 8)) + (part == ' ' ? "" : String.valueOf(part));
    }

    private static String text(Duration span) {
        return span.toSeconds() % 86_400 == 0
                ? span.toDays() + " d"
                : span.toSeconds() % 3600 == 0
                        ? span.toHours() + " h"
                        : span.toSeconds() % 60 == 0 ? span.toMinutes() + " min" : span.toSeconds() + " s";
    }
}
