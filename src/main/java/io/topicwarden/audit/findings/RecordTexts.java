/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.findings;

import io.topicwarden.audit.LogRecord;
import io.topicwarden.audit.RecordField;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** What several members of a record say together, as people are shown it. */
public final class RecordTexts {

    private RecordTexts() {}

    /** When a record was written, if it says so. */
    public static Optional<Instant> at(LogRecord record) {
        try {
            return Optional.of(Instant.parse(record.text(RecordField.TIMESTAMP)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The topic or topic filter, of a shared subscription with its group. */
    public static String topic(LogRecord record) {
        String topic = record.text(RecordField.TOPIC);
        return record.find(RecordField.SHARED_GROUP)
                .map(group -> "$share/" + group + "/" + topic)
                .orElse(topic);
    }

    /**
     * The deny that decided, or the allow that came nearest: {@code sensor policy.yaml:9 (near miss)}; of a difference what
     * the candidate says.
     */
    public static String rule(LogRecord record) {
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
