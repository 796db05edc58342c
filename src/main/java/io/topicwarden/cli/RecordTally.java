/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.audit.LogRecord;
import io.topicwarden.audit.RecordField;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts records by something that they say. */
final class RecordTally {

    /** By what records can be counted, named as users do. */
    enum Subject {
        clients(RecordField.CLIENT_ID),
        identities(RecordField.IDENTITY),
        topics(RecordField.TOPIC),
        rules(RecordField.RULE_ROLE),
        reasons(RecordField.REASON),
        differences(RecordField.DIFFERENCE),
        actions(RecordField.ACTION),
        listeners(RecordField.LISTENER),
        addresses(RecordField.ADDRESS);

        private final RecordField field;

        Subject(RecordField field) {
            this.field = field;
        }

        private String of(LogRecord record) {
            return this == rules ? rule(record) : record.text(field);
        }
    }

    /**
     * One line of the result.
     *
     * @param key what was counted; empty for records that do not say
     */
    record Row(String key, long count) {}

    /** How many different keys are told apart; more would not fit in memory. */
    static final int MOST_KEYS = 1_000_000;

    private final Subject subject;
    private final int mostKeys;
    private final Map<String, long[]> counts = new HashMap<>();
    private long total;
    private long beyond;

    RecordTally(Subject subject) {
        this(subject, MOST_KEYS);
    }

    RecordTally(Subject subject, int mostKeys) {
        this.subject = subject;
        this.mostKeys = mostKeys;
    }

    void add(LogRecord record) {
        String key = subject.of(record);
        long[] count = counts.get(key);
        if (count == null && counts.size() < mostKeys) {
            count = new long[1];
            counts.put(key, count);
        }
        if (count == null) {
            beyond += record.count();
        } else {
            count[0] += record.count();
        }
        total += record.count();
    }

    /** The greatest counts first; equal ones by key. */
    List<Row> top(int limit) {
        return counts.entrySet().stream()
                .map(entry -> new Row(entry.getKey(), entry.getValue()[0]))
                .sorted(Comparator.comparingLong(Row::count).reversed().thenComparing(Row::key))
                .limit(limit)
                .toList();
    }

    long total() {
        return total;
    }

    /** How many are counted under no key, because there were too many different ones. */
    long beyond() {
        return beyond;
    }

    /** The deny that decided, or the allow that came nearest; of a difference what the candidate says. */
    static String rule(LogRecord record) {
        return record.find(RecordField.SHADOW_ROLE)
                .map(role ->
                        role + " " + record.text(RecordField.SHADOW_FILE) + ":" + record.text(RecordField.SHADOW_LINE))
                .or(() -> ruleInForce(record))
                .orElse("");
    }

    private static Optional<String> ruleInForce(LogRecord record) {
        return record.find(RecordField.RULE_ROLE)
                .map(role -> role + " " + record.text(RecordField.RULE_FILE) + ":" + record.text(RecordField.RULE_LINE))
                .or(() -> record.find(RecordField.NEAR_MISS_ROLE)
                        .map(role -> role + " " + record.text(RecordField.NEAR_MISS_FILE) + ":"
                                + record.text(RecordField.NEAR_MISS_LINE) + " (near miss)"));
    }
}
