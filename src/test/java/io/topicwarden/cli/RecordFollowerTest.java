/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.audit.LogFiles;
import io.topicwarden.audit.RecordField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Follows a file as somebody else writes, rotates and empties it; waits only for what must come. */
@Timeout(30)
class RecordFollowerTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private Path file = Path.of("");
    private Thread thread = new Thread(() -> {});

    @BeforeEach
    void follow() throws Exception {
        file = Files.writeString(folder.resolve("denials.jsonl"), line("first"));
        thread = new Thread(() -> {
            try {
                new RecordFollower(new LogFiles(file)).run(true, record -> seen.add(record.text(RecordField.ID)));
            } catch (IOException e) {
                seen.add(e.toString());
            } catch (InterruptedException e) {
                seen.add("interrupted");
            }
        });
        thread.start();
        assertThat(next()).isEqualTo("first");
    }

    @AfterEach
    void end() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    private static String line(String id) {
        return "{\"@timestamp\":\"2026-11-24T10:00:00.000Z\",\"event.id\":\"" + id + "\"}\n";
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }

    private String next() throws InterruptedException {
        return String.valueOf(seen.poll(20, TimeUnit.SECONDS));
    }

    @Test
    void run_lineAppended_isSeen() throws Exception {
        append(line("second"));
        assertThat(next()).isEqualTo("second");
    }

    @Test
    void run_rotatedWithLinesOnBothSides_seesThemInOrder() throws Exception {
        append(line("before"));
        Files.move(file, folder.resolve("denials-0000000000000000001-20261124T100000000Z.jsonl"));
        Files.writeString(file, line("after"));
        assertThat(next()).isEqualTo("before");
        assertThat(next()).isEqualTo("after");
    }

    @Test
    void run_fileGoneForAWhile_goesOnWhenItIsBack() throws Exception {
        Files.delete(file);
        Files.writeString(file, line("back"));
        assertThat(next()).isEqualTo("back");
    }

    @Test
    void run_interrupted_ends() throws Exception {
        thread.interrupt();
        assertThat(next()).isEqualTo("interrupted");
    }
}
