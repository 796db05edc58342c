/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.topicwarden.audit.LogFiles;
import io.topicwarden.audit.LogRecord;
import io.topicwarden.audit.RecordField;
import io.topicwarden.audit.RecordReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One line of the denial log.
 *
 * @param members its texts, numbers and flags as they are written, by name
 */
record DenialRecord(Map<String, String> members) {

    DenialRecord {
        members = Map.copyOf(members);
    }

    /** The record with this id, in any file of the log. */
    static Optional<DenialRecord> find(LogFiles log, String id) throws IOException {
        for (Path path : log.inOrder()) {
            try (RecordReader reader = RecordReader.open(path)) {
                for (Optional<LogRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                    if (next.get().text(RecordField.ID).equals(id)) {
                        return next.map(DenialRecord::of);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** A record with the members that are known. */
    static DenialRecord of(LogRecord record) {
        Map<String, String> members = new HashMap<>();
        for (RecordField field : RecordField.values()) {
            record.find(field).ifPresent(value -> members.put(field.toString(), value));
        }
        return new DenialRecord(members);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(members.get(name));
    }

    long number(String name) {
        try {
            return text(name).map(Long::parseLong).orElse(0L);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The member {@code record}. */
    void write(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("record");
        for (String name : members.keySet().stream().sorted().toList()) {
            json.writeStringField(name, text(name).orElse(""));
        }
        json.writeEndObject();
    }
}
