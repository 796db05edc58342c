/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.findings;

import io.topicwarden.audit.LogRecord;
import io.topicwarden.audit.RecordField;
import io.topicwarden.policy.TextPattern;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which records count: all of it must hold, and of several values of one field any.
 *
 * @param since the first instant that counts; {@link Instant#MIN} for any
 * @param until the first that no longer does; {@link Instant#MAX} for none
 * @param texts patterns by the field that one of them must match
 * @param topics topic filters of which one must match the record's topic, or be the record's own topic filter; none for any
 */
public record Criteria(Instant since, Instant until, Map<RecordField, List<TextPattern>> texts, List<String> topics) {

    public Criteria {
        texts = Map.copyOf(texts);
        topics = List.copyOf(topics);
    }

    /** Whether the record counts. */
    public boolean accepts(LogRecord record) {
        return isInTime(record)
                && !record.isCheckpoint()
                && texts.entrySet().stream().allMatch(one -> any(one.getValue(), record, one.getKey()))
                && (topics.isEmpty() || topics.stream().anyMatch(filter -> isAbout(filter, record)));
    }

    private boolean isInTime(LogRecord record) {
        if (since.equals(Instant.MIN) && until.equals(Instant.MAX)) {
            return true;
        }
        Optional<Instant> at = RecordTexts.at(record);
        return at.isPresent() && !at.get().isBefore(since) && at.get().isBefore(until);
    }

    private static boolean any(List<TextPattern> patterns, LogRecord record, RecordField field) {
        Optional<String> value = record.find(field);
        return value.isPresent() && patterns.stream().anyMatch(pattern -> pattern.matches(value.get()));
    }

    private static boolean isAbout(String filter, LogRecord record) {
        Optional<String> topic = record.find(RecordField.TOPIC);
        return topic.isPresent() && (topic.get().equals(filter) || TopicFilter.matches(filter, topic.get()));
    }
}
