/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the broker prints: its log. */
public final class ConsoleLog {

    private final Path file;
    private long from;

    ConsoleLog(Path file) {
        this.file = file;
    }

    /** The lines since the last {@link #mark}. */
    public List<String> lines() {
        try {
            byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            int start = (int) Math.min(from, bytes.length);
            return new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets what was printed so far. */
    public void mark() {
        try {
            from = Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a line that contains all these texts. */
    public String await(String... texts) {
        return Await.value(
                "a log line with " + String.join(", ", texts) + "; the log:\n" + text(),
                () -> first(line -> List.of(texts).stream().allMatch(line::contains)));
    }

    public Optional<String> first(Predicate<String> condition) {
        return lines().stream().filter(condition).findFirst();
    }

    String text() {
        return String.join("\n", lines());
    }
}
