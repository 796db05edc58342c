/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.audit.LogFiles;
import io.topicwarden.audit.LogRecord;
import io.topicwarden.audit.RecordField;
import io.topicwarden.audit.RecordReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** What the records of a log stand for: its usual name says so, and under another one its records do. */
enum LogKind {
    DENIALS("denials", "refusals"),
    CONNECTIONS("connections", "events"),
    SHADOW("shadow", "differences");

    private static final Set<String> OF_CONNECTIONS = Set.of("connected", "disconnected");

    private final String usual;
    private final String events;

    LogKind(String usual, String events) {
        this.usual = usual;
        this.events = events;
    }

    /** The name of the log unless the settings say otherwise. */
    String usual() {
        return usual;
    }

    /** What its records are called. */
    String events() {
        return events;
    }

    /** Of a log of this name, if it can only be one of this kind. */
    static Optional<LogKind> named(String log) {
        for (LogKind kind : new LogKind[] {SHADOW, CONNECTIONS}) {
            if (log.equals(kind.usual) || log.startsWith(kind.usual + ".") || log.startsWith(kind.usual + "-")) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Of a log by its first record; one that has none is taken for the denial log. */
    static LogKind of(LogFiles files) throws IOException {
        for (Path file : files.inOrder()) {
            try (RecordReader reader = RecordReader.open(file)) {
                for (Optional<LogRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                    if (!next.get().isCheckpoint()) {
                        return of(next.get());
                    }
                }
            }
        }
        return DENIALS;
    }

    private static LogKind of(LogRecord record) {
        if (record.find(RecordField.DIFFERENCE).isPresent()) {
            return SHADOW;
        }
        return OF_CONNECTIONS.contains(record.text(RecordField.ACTION)) ? CONNECTIONS : DENIALS;
    }
}
