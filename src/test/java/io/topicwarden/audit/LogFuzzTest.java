/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.topicwarden.testing.HostileText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is in the files of a log: lines are records or are counted, and what is written is read back. */
final class LogFuzzTest {

    private Path folder = Path.of("");

    static Stream<byte[]> files() {
        return Stream.of(
                        "{\"@timestamp\":\"2026-11-24T12:00:00.000Z\",\"event.sequence\":1,\"topicwarden.count\":3}\n",
                        "{\"@timestamp\":\"x\",\"event\":{\"sequence\":2,\"id\":\"a\"},\"mqtt.topic\":\"\\u001b\"}\n{",
                        "\n\n{}\n[1]\nnull\n\u0000\u0000\n{\"@timestamp\":\"")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<byte[]> texts() {
        return Stream.of("a", "\"\\\n\u202E", "😀\uE000", "x".repeat(5_000))
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("log");
    }

    @AfterEach
    void deleteFolder() throws IOException {
        Files.deleteIfExists(file());
        Files.deleteIfExists(folder);
    }

    /** Record for record what the lines are one by one. */
    @MethodSource("files")
    @FuzzTest
    void file(byte[] content) throws IOException {
        Files.write(file(), content);
        long records = 0;
        try (RecordReader reader = RecordReader.open(file())) {
            while (reader.next().isPresent()) {
                records++;
            }
            assertThat(records)
                    .isEqualTo(
                            completeLines(content).filter(LogFuzzTest::isRecord).count());
            assertThat(reader.junk())
                    .isEqualTo(completeLines(content)
                            .filter(line -> line.length > 0 && !isRecord(line))
                            .count());
            assertThat(reader.bytesRead()).isEqualTo(content.length);
        }
        assertThat(Tail.of(file()).complete()).isBetween(0L, (long) content.length);
        assertThat(new LogFiles(file()).inOrder()).containsExactly(file());
    }

    /** A name and a value of a client are one line, and come back as they were. */
    @MethodSource("texts")
    @FuzzTest
    void writtenText(byte[] bytes) {
        String value = HostileText.of(bytes);
        String json =
                "{" + new String(new JsonMembers().text("@timestamp", value).toBytes(), StandardCharsets.UTF_8) + "}";
        assertThat(json.codePoints())
                .noneMatch(Character::isISOControl)
                .noneMatch(c -> Character.getType(c) == Character.FORMAT);
        Optional<LogRecord> record = LogRecord.parse(json.getBytes(StandardCharsets.UTF_8));
        if (value.length() <= JsonMembers.LONGEST_TEXT) {
            assertThat(record.orElseThrow().text(RecordField.TIMESTAMP)).isEqualTo(value);
        }
        assertThat(record).isPresent();
    }

    private static Stream<byte[]> completeLines(byte[] content) {
        Stream.Builder<byte[]> lines = Stream.builder();
        int start = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                lines.add(Arrays.copyOfRange(content, start, i));
                start = i + 1;
            }
        }
        return lines.build();
    }

    private static boolean isRecord(byte[] line) {
        return LogRecord.parse(line).isPresent();
    }

    private Path file() {
        return folder.resolve("denials.jsonl");
    }
}
