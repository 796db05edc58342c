/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.report;

import io.topicwarden.audit.findings.Findings;
import io.topicwarden.audit.findings.RecordTally.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The sentences and headings that every report has. */
final class Subtitle {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private Subtitle() {}

    /** How much there was, and when. */
    static String of(Findings findings) {
        Optional<Instant> first = findings.first();
        Optional<Instant> last = findings.last();
        String span = first.isEmpty() || last.isEmpty()
                ? ""
                : ", from " + time(first.get()) + " to " + time(last.get()) + " UTC";
        return count(findings.refusals(), "refusal") + " in " + count(findings.records(), "record") + span;
    }

    /** {@code 2026-11-24 12:00:00}. */
    static String time(Instant at) {
        return TIME.format(at);
    }

    /** {@code 5 min}. */
    static String span(Duration span) {
        long seconds = span.toSeconds();
        return seconds % 86_400 == 0
                ? seconds / 86_400 + " d"
                : seconds % 3600 == 0
                        ? seconds / 3600 + " h"
                        : seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }

    /** {@code Top clients}. */
    static String of(Subject subject) {
        return "Top " + subject.name();
    }

    /** What is said below a table that could not tell all keys apart. */
    static Optional<String> beyond(Findings findings, Subject subject) {
        long beyond = findings.beyond(subject);
        return beyond == 0
                ? Optional.empty()
                : Optional.of(
                        count(beyond, "refusal") + " of others are in the sums alone: there were too many different "
                                + subject.name() + " to tell them all apart");
    }

    /** {@code 12.5%}. */
    static String share(long count, long total) {
        return String.format(Locale.ROOT, "%.1f%%", 100.0 * count / Math.max(1, total));
    }

    private static String count(long count, String what) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? what : what + "s");
    }
}
