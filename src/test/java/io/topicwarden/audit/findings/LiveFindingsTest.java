/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.audit.LogFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LiveFindingsTest {

    private static final Criteria ALL = new Criteria(Instant.MIN, Instant.MAX, Map.of(), List.of());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path current;

    @SuppressWarnings("NullAway.Init")
    private LiveFindings live;

    private int written;

    @BeforeEach
    void open() {
        current = folder.resolve("denials.jsonl");
        live = new LiveFindings(new LogFiles(current), ALL, 5);
    }

    @AfterEach
    void close() throws IOException {
        live.close();
    }

    private void write(String text) throws IOException {
        Files.writeString(current, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void record() throws IOException {
        written++;
        write("{\"@timestamp\":\"2026-11-24T10:00:00Z\",\"mqtt.client_id\":\"s\",\"event.sequence\":" + written
                + "}\n");
    }

    @Test
    void refresh_noFileYet_isNothing() throws IOException {
        assertThat(live.refresh().records()).isZero();
    }

    @Test
    void refresh_fileAppears_isRead() throws IOException {
        live.refresh();
        record();
        assertThat(live.refresh().records()).isEqualTo(1);
    }

    @Test
    void refresh_moreWritten_countsEachOnce() throws IOException {
        record();
        live.refresh();
        record();
        live.refresh();
        assertThat(live.refresh().records()).isEqualTo(2);
    }

    @Test
    void refresh_rotatedMeanwhile_countsEachOnce() throws IOException {
        record();
        live.refresh();
        record();
        Files.move(current, folder.resolve("denials.jsonl.1"));
        record();
        assertThat(live.refresh().records()).isEqualTo(3);
    }

    @Test
    void refresh_emptiedInPlace_beginsAnew() throws IOException {
        record();
        record();
        live.refresh();
        Files.writeString(current, "");
        record();
        assertThat(live.refresh().records()).isEqualTo(1);
    }

    @Test
    void junk_inAnyFile_isCounted() throws IOException {
        record();
        write("junk\n");
        Files.move(current, folder.resolve("denials.jsonl.1"));
        write("junk\n");
        record();
        live.refresh();
        assertThat(live.junk()).isEqualTo(2);
    }
}
