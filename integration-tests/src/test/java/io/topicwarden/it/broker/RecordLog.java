/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.broker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A log of one JSON object a line, with its rotated files.
 *
 * @param folder where it is
 * @param name how the names of its files begin
 */
public record RecordLog(Path folder, String name) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Every whole line, in the order of {@code event.sequence}. */
    public List<Entry> entries() {
        return lines().stream()
                .map(RecordLog::parse)
                .sorted(Comparator.comparingLong(Entry::sequence))
                .toList();
    }

    public List<Entry> entries(Predicate<Entry> condition) {
        return entries().stream().filter(condition).toList();
    }

    /** How many refusals the matching lines stand for. */
    public long count(Predicate<Entry> condition) {
        return entries(condition).stream().mapToLong(Entry::count).sum();
    }

    /** Waits for a record. */
    public Entry await(String what, Predicate<Entry> condition) {
        return Await.value("a record in " + name + ": " + what, () -> entries(condition).stream()
                .findFirst());
    }

    /** Waits for the record of a client with this identifier. */
    public Entry awaitClient(String clientId) {
        return await("client " + clientId, entry -> entry.text("mqtt.client_id").equals(clientId));
    }

    /** Waits for the record of a client about a topic or a filter. */
    public Entry awaitTopic(String clientId, String topic) {
        return await(
                "client " + clientId + ", topic " + topic,
                entry -> entry.text("mqtt.client_id").equals(clientId)
                        && entry.text("mqtt.topic").equals(topic));
    }

    /** The raw lines, a last one without its end left out. */
    public List<String> lines() {
        return Await.value("files of " + name + " that stay while they are read", this::linesOfFilesThatStay);
    }

    private Optional<List<String>> linesOfFilesThatStay() {
        List<String> lines = new ArrayList<>();
        try {
            List<Path> files = files();
            for (Path file : files) {
                String text =
                        new String(Files.readAllBytes(file), StandardCharsets.UTF_8); // it can end in a half letter
                text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(lines::add);
            }
            return files.equals(files()) ? Optional.of(lines) : Optional.empty(); // a rotation adds a name
        } catch (NoSuchFileException rotated) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(name + ".*\\.jsonl.*"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry parse(String line) {
        try {
            return new Entry(JSON.readTree(line));
        } catch (JsonProcessingException e) {
            throw new AssertionError("not a JSON object: " + line, e);
        }
    }
}
