/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordReaderTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static String line(int sequence) {
        return "{\"@timestamp\":\"2026-11-24T10:00:00.000Z\",\"event.id\":\"" + sequence
                + "\",\"topicwarden.rule\":{\"role\":\"r\",\"permission\":1,\"file\":\"policy.yaml\",\"line\":7},"
                + "\"topicwarden.count\":3,\"event.sequence\":" + sequence + "}";
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<String> ids(RecordReader reader) throws IOException {
        List<String> ids = new ArrayList<>();
        for (Optional<LogRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
            ids.add(next.get().text(RecordField.ID));
        }
        return ids;
    }

    @Test
    void next_wholeLine_hasFieldsAndMembersOfObjects() throws IOException {
        try (RecordReader reader = RecordReader.open(write("log.jsonl", line(1) + "\n"))) {
            LogRecord record = reader.next().orElseThrow();
            assertThat(record.count()).isEqualTo(3);
            assertThat(record.text(RecordField.RULE_LINE)).isEqualTo("7");
            assertThat(record.find(RecordField.TOPIC)).isEmpty();
            assertThat(record.line()).isEqualTo(line(1));
        }
    }

    @Test
    void next_tornLastLine_comesOnceTheRestIsWritten() throws IOException {
        String torn = line(2);
        Path file = write("log.jsonl", line(1) + "\n" + torn.substring(0, 40));
        try (RecordReader reader = RecordReader.open(file)) {
            assertThat(ids(reader)).containsExactly("1");
            assertThat(reader.isTorn()).isTrue();
            Files.writeString(file, torn.substring(40) + "\n", StandardOpenOption.APPEND);
            assertThat(ids(reader)).containsExactly("2");
            assertThat(reader.junk()).isZero();
        }
    }

    @Test
    void next_linesThatAreNoRecords_arePassedOverAndCounted() throws IOException {
        String text = "junk\n" + line(1) + "\n\n{\"@timestamp\":1\n[]\n{}\n" + line(2) + "\0\n" + line(3) + "\n";
        try (RecordReader reader = RecordReader.open(write("log.jsonl", text))) {
            assertThat(ids(reader)).containsExactly("1", "3");
            assertThat(reader.junk()).isEqualTo(5);
        }
    }

    @Test
    void next_lineLongerThanAnyRecord_isPassedOverInBoundedMemory() throws IOException {
        String text = "x".repeat(5 << 20) + "\n" + line(1) + "\n";
        try (RecordReader reader = RecordReader.open(write("log.jsonl", text))) {
            assertThat(ids(reader)).containsExactly("1");
            assertThat(reader.junk()).isEqualTo(1);
        }
    }

    @Test
    void next_manyLines_allComeInOrder() throws IOException {
        StringBuilder text = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 5_000; i++) {
            text.append(line(i)).append('\n');
            expected.add(Integer.toString(i));
        }
        try (RecordReader reader = RecordReader.open(write("log.jsonl", text.toString()))) {
            assertThat(ids(reader)).isEqualTo(expected);
        }
    }

    @Test
    void inOrder_filesRotatedByUsAndOthers_areInOrderOfTheirFirstLines() throws IOException {
        Path third = write("denials.jsonl.1", line(30) + "\n");
        Path first = write("denials-0000000000000000010-20261124T100000000Z.jsonl", line(10) + "\n");
        Path second = write("denials-0000000000000000020-20261124T100000000Z.jsonl", line(20) + "\n");
        Path last = write("denials.jsonl", line(40) + "\n");
        write("denials.jsonl.gz", "no record");
        write("denials-of-mine.jsonl", line(1) + "\n");
        assertThat(new LogFiles(last).inOrder()).containsExactly(first, second, third, last);
    }

    @Test
    void since_filesWrittenBefore_areLeftOut() throws IOException {
        Path old = write("denials-0000000000000000010-20261124T100000000Z.jsonl", line(10) + "\n");
        Path current = write("denials.jsonl", line(40) + "\n");
        Instant written = Files.getLastModifiedTime(old).toInstant();
        assertThat(new LogFiles(current).since(written.plusSeconds(1))).containsExactly(current);
        assertThat(new LogFiles(current).since(written)).containsExactly(old, current);
    }

    @Test
    void inOrder_noFolder_isEmpty() throws IOException {
        assertThat(new LogFiles(folder.resolve("nowhere/denials.jsonl")).inOrder())
                .isEmpty();
    }
}
