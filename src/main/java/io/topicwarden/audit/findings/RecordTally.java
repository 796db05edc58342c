/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.findings;

import io.topicwarden.audit.LogRecord;
import io.topicwarden.audit.RecordField;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Counts records by something that they say. */
public final class RecordTally {

    /** By what records can be counted, named as users do. */
    public enum Subject {
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
            return this == rules ? RecordTexts.rule(record) : record.text(field);
        }
    }

    /**
     * One line of the result.
     *
     * @param key what was counted; empty for records that do not say
     */
    public record Row(String key, long count) {}

    /** How many different keys are told apart; more would not fit in memory. */
    public static final int MOST_KEYS = 1_000_000;

    private static final Comparator<Row> GREATEST_FIRST =
            Comparator.comparingLong(Row::count).reversed().thenComparing(Row::key);

    private final Subject subject;
    private final int mostKeys;
    private final long mostCharacters;
    private final Map<String, long[]> counts = new HashMap<>();
    private long characters;
    private long total;
    private long beyond;

    /** Tells {@link #MOST_KEYS} keys apart. */
    public RecordTally(Subject subject) {
        this(subject, MOST_KEYS, Long.MAX_VALUE);
    }

    /**
     * @param mostKeys how many different keys are told apart
     * @param mostCharacters how long these may be together
     */
    RecordTally(Subject subject, int mostKeys, long mostCharacters) {
        this.subject = subject;
        this.mostKeys = mostKeys;
        this.mostCharacters = mostCharacters;
    }

    /** Counts a record. */
    public void add(LogRecord record) {
        String key = subject.of(record);
        long[] count = counts.get(key);
        if (count == null && counts.size() < mostKeys && characters + key.length() <= mostCharacters) {
            count = new long[1];
            counts.put(key, count);
            characters += key.length();
        }
        if (count == null) {
            beyond = Counts.plus(beyond, record.count());
        } else {
            count[0] = Counts.plus(count[0], record.count());
        }
        total = Counts.plus(total, record.count());
    }

    /** The greatest counts first; equal ones by key. */
    public List<Row> top(int limit) {
        PriorityQueue<Row> greatest = new PriorityQueue<>(GREATEST_FIRST.reversed());
        counts.forEach((key, count) -> {
            if (greatest.size() < limit
                    || (limit > 0 && count[0] >= greatest.element().count())) {
                greatest.add(new Row(key, count[0]));
            }
            if (greatest.size() > limit) {
                greatest.remove();
            }
        });
        return greatest.stream().sorted(GREATEST_FIRST).toList();
    }

    /** How many refusals were counted. */
    public long total() {
        return total;
    }

    /** How many are counted under no key, because there were too many different ones. */
    public long beyond() {
        return beyond;
    }
}
