/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Full disks and missing directories: nothing is lost, nothing counted twice, and somebody hears of it. */
class DenialLogFailureTest {

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final SettableTime time = new SettableTime();
    private final HeardFailures failures = new HeardFailures();
    private final SmallDisk disk = new SmallDisk();
    private Path directory;
    private DenialLog log;
    private int recorded;

    @BeforeEach
    void open(@TempDir Path temporary) {
        directory = temporary.resolve("topicwarden");
        log = withCapacity(Journal.CAPACITY);
    }

    private DenialLog withCapacity(long capacity) {
        Surroundings surroundings = new Surroundings(time, failures, disk);
        return DenialLog.withoutThread(directory, LogFixture.SETTINGS, surroundings, capacity);
    }

    @Test
    void drain_diskFull_halfLinesAreCutOff() {
        disk.bytesLeft.set(1000);
        record(10);

        assertThat(log.drain(time.instant())).isFalse();

        assertThat(directory.resolve("denials.jsonl")).isEmptyFile();
        assertThat(log.counters().pending()).isEqualTo(10);
    }

    @Test
    void drain_diskFreedAgain_everythingIsWrittenOnce() {
        record(3);
        log.drain(time.instant());
        disk.bytesLeft.set(1000);
        record(10);
        log.drain(time.instant());
        disk.bytesLeft.set(Long.MAX_VALUE);
        time.add(RETRY);
        record(2);
        log.drain(time.instant());

        assertThat(LogFixture.sequences(lines())).isEqualTo(LogFixture.oneTo(15));
        assertThat(LogFixture.refusals(lines())).isEqualTo(15);
        assertThat(failures.heard)
                .containsExactly("failing writing the denial log", "recovered writing the denial log, 12 behind");
    }

    @Test
    void drain_halfLinesCannotBeCutOffAtOnce_areBeforeTheNextLine() {
        disk.bytesLeft.set(1000);
        disk.canTruncate = false;
        record(10);
        log.drain(time.instant());
        assertThat(directory.resolve("denials.jsonl")).isNotEmptyFile();
        time.add(RETRY);
        log.drain(time.instant());
        disk.bytesLeft.set(Long.MAX_VALUE);
        disk.canTruncate = true;
        time.add(RETRY);
        log.drain(time.instant());

        assertThat(LogFixture.sequences(lines())).isEqualTo(LogFixture.oneTo(10));
        assertThat(LogFixture.countsById(lines())).hasSize(10).doesNotContainValue(2L);
    }

    @Test
    void drain_failing_triesAgainAfterASecondOnly() {
        disk.bytesLeft.set(0);
        record(1);
        log.drain(time.instant());
        log.drain(time.instant());
        time.add(RETRY.minusMillis(1));
        log.drain(time.instant());
        assertThat(log.counters().failures()).isEqualTo(1);
        time.add(Duration.ofMillis(1));
        log.drain(time.instant());

        assertThat(log.counters().failures()).isEqualTo(2);
        assertThat(failures.heard).hasSize(1);
    }

    @Test
    void drain_fileInPlaceOfDirectory_isToldOfAndMended() throws IOException {
        Files.writeString(directory, "");
        record(2);
        assertThat(log.drain(time.instant())).isFalse();
        Files.delete(directory);
        time.add(RETRY);
        assertThat(log.drain(time.instant())).isTrue();

        assertThat(LogFixture.refusals(lines())).isEqualTo(2);
        assertThat(failures.heard)
                .containsExactly("failing writing the denial log", "recovered writing the denial log, 2 behind");
    }

    @Test
    void drain_directoryInPlaceOfFile_keepsEverythingInMemory() throws IOException {
        Files.createDirectories(directory.resolve("denials.jsonl"));
        record(2);

        assertThat(log.drain(time.instant())).isFalse();
        assertThat(log.counters().pending()).isEqualTo(2);
    }

    @Test
    void record_longFailure_countsWhatMemoryDoesNotHold() throws IOException {
        log = withCapacity(64 * 1024);
        Files.writeString(directory, "");
        for (int i = 0; i < 50; i++) {
            record(200);
            time.add(RETRY);
            log.drain(time.instant());
        }
        Files.delete(directory);
        time.add(RETRY);
        log.drain(time.instant());

        List<JsonNode> lines = lines();
        assertThat(LogFixture.refusals(lines)).isEqualTo(10_000);
        assertThat(lines).hasSizeLessThan(200);
        assertThat(LogFixture.sequences(lines)).isEqualTo(LogFixture.oneTo(lines.size()));
        assertThat(failures.heard).hasSize(2).last().isEqualTo("recovered writing the denial log, 10000 behind");
    }

    @Test
    void record_diskFullForLong_keepsFewLinesOfWhatMemoryDoesNotHold() {
        log = withCapacity(64 * 1024);
        disk.bytesLeft.set(0);
        for (int i = 0; i < 50; i++) {
            record(200);
            time.add(RETRY);
            log.drain(time.instant());
        }
        disk.bytesLeft.set(Long.MAX_VALUE);
        time.add(RETRY);
        log.drain(time.instant());

        assertThat(LogFixture.refusals(lines())).isEqualTo(10_000);
        assertThat(lines()).filteredOn(line -> !line.has("mqtt.client_id")).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void close_stillFailing_countsAsLostAndSaysSo() throws IOException {
        Files.writeString(directory, "");
        record(5);
        log.close();

        assertThat(log.lost()).isEqualTo(5);
        assertThat(log.counters().pending()).isZero();
        assertThat(failures.heard).last().isEqualTo("failing writing the denial log: closed, 5 never written");
    }

    @Test
    void record_afterClose_isLostButHasAnId() {
        log.close();

        assertThat(log.record(LogFixture.denial("s1", "a", time.instant()))).hasSize(26);
        assertThat(log.lost()).isEqualTo(1);
    }

    @Test
    void record_closedMeanwhile_isLostAndNotForgotten() {
        AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        InstantSource interrupting = () -> {
            meanwhile.getAndSet(() -> {}).run();
            return time.instant();
        };
        Surroundings surroundings = new Surroundings(interrupting, failures, disk);
        log = DenialLog.withoutThread(directory, LogFixture.SETTINGS, surroundings, Journal.CAPACITY);
        meanwhile.set(log::close); // the clock is first asked when record has begun
        record(1);

        assertThat(log.counters()).isEqualTo(new LogCounters(1, 0, 0, 0, 1, 0));
    }

    @Test
    void rotate_nameCannotBeChanged_lineGoesToTheLongFile() throws IOException {
        log.configure(LogFixture.rotating(4096, 3));
        record(5);
        log.drain(time.instant());
        // every name that rotation may choose in this millisecond and the next ones is taken
        for (int later = 0; later < 200; later++) {
            String stamp = "20261123T023000" + (123 + later) + "Z";
            Files.writeString(directory.resolve("denials-0000000000000000001-" + stamp + ".jsonl"), "");
        }
        record(50);

        assertThat(log.drain(time.instant())).isTrue();
        assertThat(LogFixture.refusals(lines())).isEqualTo(55);
        assertThat(failures.heard).contains("failing rotating the denial log");
    }

    @Test
    void drain_listenerThatThrows_doesNotHarmTheLog() throws IOException {
        LogFailures angry = new LogFailures() {
            @Override
            public void failing(String what, Throwable cause) {
                throw new IllegalStateException(what);
            }

            @Override
            public void recovered(String what, long behind) {
                throw new IllegalStateException(what);
            }
        };
        Surroundings surroundings = new Surroundings(time, angry, disk);
        log = DenialLog.withoutThread(directory, LogFixture.SETTINGS, surroundings, Journal.CAPACITY);
        disk.bytesLeft.set(0);
        record(2);
        assertThat(log.drain(time.instant())).isFalse();
        disk.bytesLeft.set(Long.MAX_VALUE);
        time.add(RETRY);

        assertThat(log.drain(time.instant())).isTrue();
        assertThat(LogFixture.refusals(lines())).isEqualTo(2);
    }

    private void record(int howMany) {
        for (int i = 0; i < howMany; i++) {
            log.record(LogFixture.denial("s" + recorded++, "a", time.instant()));
        }
    }

    private List<JsonNode> lines() {
        return LogFixture.lines(directory.resolve("denials.jsonl"));
    }
}
