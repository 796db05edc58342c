/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One line of the denial log.
 *
 * @param members its texts, numbers and flags as they are written, by name
 */
record DenialRecord(Map<String, String> members) {

    private static final JsonFactory JSON = new JsonFactory();

    DenialRecord {
        members = Map.copyOf(members);
    }

    /** The record with this id, in any file of the log. */
    static Optional<DenialRecord> find(Path folder, String file, String id) throws IOException {
        int dot = file.lastIndexOf('.');
        String stem = dot > 0 ? file.substring(0, dot) : file;
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(Files::isRegularFile)
                    .filter(path -> String.valueOf(path.getFileName()).startsWith(stem))
                    .sorted()
                    .toList();
        }
        for (Path path : files) {
            Optional<DenialRecord> found = find(path, id);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<DenialRecord> find(Path path, String id) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains(id)) {
                    Optional<DenialRecord> found = parse(line)
                            .filter(record ->
                                    record.text("event.id").filter(id::equals).isPresent());
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
            return Optional.empty();
        }
    }

    /** A whole line; empty if it is none, as the last one can be after a crash. */
    private static Optional<DenialRecord> parse(String line) {
        Map<String, String> members = new HashMap<>();
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken().isScalarValue()) {
                    members.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
            return Optional.of(new DenialRecord(members));
        } catch (IOException notJson) {
            return Optional.empty();
        }
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
}
