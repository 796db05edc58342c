/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.ObserveSettings;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code observe}. */
final class ObserveReader {

    private final Reading reading;
    private final Values values;
    private final LogsReader.Logs logs;

    /** @param logs the files that are taken */
    ObserveReader(Reading reading, LogsReader.Logs logs) {
        this.reading = reading;
        this.values = new Values(reading);
        this.logs = logs;
    }

    ObserveSettings read(Node.Entry entry) {
        Optional<Fields> fields = values.fields(entry, KeyTable.OBSERVE);
        String file = fields.flatMap(known -> known.find("file"))
                .flatMap(name -> values.parsed(name.value(), LogsReader::fileName))
                .orElse(ObserveSettings.USUAL.file());
        if (Stream.of(logs.denials(), logs.connections(), logs.shadow())
                .anyMatch(log -> log.file().equalsIgnoreCase(file))) {
            reading.report(
                    Code.SAME_LOG_FILE,
                    entry.key(),
                    "a log goes to `" + file + "` as well",
                    "give each a `file` of its own");
        }
        return new ObserveSettings(
                file,
                fields.flatMap(known -> known.find("write-every"))
                        .flatMap(every -> values.parsed(every.value(), Age::parse))
                        .orElse(ObserveSettings.USUAL.writeEvery()));
    }
}
