/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.audit.LogFiles;
import io.topicwarden.audit.LogRecord;
import io.topicwarden.audit.RecordField;
import io.topicwarden.audit.ShadowDifference.Direction;
import io.topicwarden.audit.findings.Counts;
import io.topicwarden.audit.findings.Criteria;
import io.topicwarden.audit.findings.RecordTexts;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the shadow log tells of one candidate, the most frequent first. */
final class SeenDifferences {

    private static final int MOST_ROWS = 20;

    /** More would not fit on a screen, nor many more in memory. */
    private static final int MOST_KINDS = 100_000;

    private record Kind(String direction, String action, String reason, String rule) {}

    /** How often, and who was the first. */
    private static final class Seen {
        private final LogRecord first;
        private long count;

        Seen(LogRecord first) {
            this.first = first;
        }

        long count() {
            return count;
        }
    }

    private final Console console;
    private final String candidate;
    private final Map<Kind, Seen> kinds = new HashMap<>();
    private long denied;
    private long allowed;
    private long others;

    /** @param candidate its hash: differences of other texts count for nothing */
    SeenDifferences(Console console, String candidate) {
        this.console = console;
        this.candidate = candidate;
    }

    void print(LogFiles files) throws ToolException {
        Criteria all = new Criteria(Instant.MIN, Instant.MAX, Map.of(), List.of());
        new RecordScan(console, all).run(files, this::add);
        Table table = new Table(Set.of(0), "COUNT", "DIFFERENCE", "ACTION", "REASON", "RULE", "CLIENT", "TOPIC");
        kinds.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<Kind, Seen> entry) ->
                                entry.getValue().count())
                        .reversed()
                        .thenComparing(entry -> entry.getKey().toString()))
                .limit(MOST_ROWS)
                .forEach(entry -> add(table, entry.getKey(), entry.getValue()));
        if (!kinds.isEmpty()) {
            table.print(console);
        }
        console.out()
                .println("seen of this candidate: " + denied + " would be denied, " + allowed + " would be allowed");
        if (others > 0) {
            console.out().println("note: " + others + " differences were seen of earlier candidates or policies");
        }
    }

    private void add(LogRecord record) {
        if (!record.text(RecordField.SHADOW_POLICY).equals(candidate)) {
            others = Counts.plus(others, record.count());
            return;
        }
        Kind kind = new Kind(
                record.text(RecordField.DIFFERENCE),
                record.text(RecordField.ACTION),
                record.text(RecordField.REASON),
                RecordTexts.rule(record));
        if (kind.direction().equals(Direction.WOULD_DENY.toString())) {
            denied = Counts.plus(denied, record.count());
        } else {
            allowed = Counts.plus(allowed, record.count());
        }
        if (kinds.size() < MOST_KINDS || kinds.containsKey(kind)) {
            Seen seen = kinds.computeIfAbsent(kind, first -> new Seen(record));
            seen.count = Counts.plus(seen.count, record.count());
        }
    }

    private static void add(Table table, Kind kind, Seen seen) {
        table.add(
                Long.toString(seen.count),
                kind.direction(),
                kind.action(),
                kind.reason(),
                kind.rule(),
                seen.first.text(RecordField.CLIENT_ID),
                seen.first.text(RecordField.TOPIC));
    }
}
