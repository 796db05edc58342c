/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.topicwarden.policy.LogSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log with its thread: exact counts whatever happens meanwhile. */
class DenialLogThreadsTest {

    private static final int THREADS = 8;
    private static final int EACH = 50_000;
    private static final Duration LONG = Duration.ofSeconds(60);

    private final HeardFailures failures = new HeardFailures();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private Path directory;
    private Path file;

    @BeforeEach
    void open(@TempDir Path temporary) {
        directory = temporary.resolve("topicwarden");
        file = directory.resolve("denials.jsonl");
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void record_flood_everyIdStandsForAsManyAsReceivedIt() throws Exception {
        Map<String, Long> received;
        try (DenialLog log = opened(LogFixture.rotating(1 << 20, 10_000))) {
            received = flood(log);
            assertThat(log.flush(LONG)).isTrue();
            assertThat(log.counters().pending()).isZero();
        }

        List<JsonNode> lines = LogFixture.lines(file);
        assertThat(LogFixture.countsById(lines)).isEqualTo(received);
        assertThat(LogFixture.refusals(lines)).isEqualTo((long) THREADS * EACH);
        assertThat(LogFixture.sequences(lines)).isEqualTo(LogFixture.oneTo(lines.size()));
        assertThat(failures.heard).isEmpty();
    }

    @Test
    void record_floodOnADiskThatFillsAgainAndAgain_everyIdStandsForAsManyAsReceivedIt() throws Exception {
        SmallDisk disk = new SmallDisk();
        Surroundings surroundings = new Surroundings(InstantSource.system(), failures, disk);
        DenialLog log = DenialLog.withoutThread(directory, LogFixture.rotating(1 << 20, 10_000), surroundings, 4 << 20);
        log.start();
        Random random = new Random(11);
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<Map<String, Long>> flooded = other.submit(() -> flood(log));
        other.shutdown();
        while (!flooded.isDone()) {
            disk.canTruncate = random.nextBoolean();
            disk.bytesLeft.set(random.nextInt(200_000));
            log.flush(LONG);
        }
        disk.canTruncate = true;
        disk.bytesLeft.set(Long.MAX_VALUE);
        assertThat(log.flush(LONG)).isTrue();
        log.close();

        List<JsonNode> lines = LogFixture.lines(file);
        assertThat(log.counters().failures()).isPositive();
        assertThat(LogFixture.countsById(lines)).isEqualTo(flooded.get());
        assertThat(LogFixture.sequences(lines)).isEqualTo(LogFixture.oneTo(lines.size()));
    }

    @Test
    void close_duringAFlood_everyRefusalIsWrittenOrLost() throws Exception {
        DenialLog log = opened(LogFixture.SETTINGS);
        CountDownLatch underWay = new CountDownLatch(THREADS);
        List<Future<Integer>> recording = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int seed = thread;
            recording.add(threads.submit(() -> {
                Random random = new Random(seed);
                int count = 0;
                for (; count < EACH; count++) {
                    if (count == 100) {
                        underWay.countDown();
                    }
                    log.record(anyDenial(random));
                }
                return count;
            }));
        }
        underWay.await();
        log.close();
        long recorded = 0;
        for (Future<Integer> count : recording) {
            recorded += count.get();
        }

        assertThat(LogFixture.refusals(LogFixture.lines(file)) + log.lost()).isEqualTo(recorded);
        assertThat(log.counters().pending()).isZero();
    }

    @Test
    void record_first_isWrittenWithoutBeingAskedFor() throws Exception {
        try (DenialLog log = opened(LogFixture.SETTINGS)) {
            assertThat(log.flush(LONG)).isTrue();
            log.record(LogFixture.denial("s1", "a", SettableTime.START));

            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (log.counters().lines() == 0 && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(log.counters().lines()).isEqualTo(1);
        }
    }

    @Test
    void open_unusableDirectory_goesOnAndTellsOnce() throws Exception {
        Files.writeString(directory, "");
        try (DenialLog log = opened(LogFixture.SETTINGS)) {
            log.record(LogFixture.denial("s1", "a", SettableTime.START));
            assertThat(log.flush(LONG)).isFalse();
            Files.delete(directory);
            assertThat(log.flush(LONG)).isTrue();
        }

        assertThat(LogFixture.refusals(LogFixture.lines(file))).isEqualTo(1);
        assertThat(failures.heard)
                .containsExactly("failing writing the denial log", "recovered writing the denial log, 1 behind");
    }

    @Test
    void flush_afterClose_answersAtOnce() {
        DenialLog log = opened(LogFixture.SETTINGS);
        log.close();

        assertThat(log.flush(LONG)).isTrue();
    }

    private DenialLog opened(LogSettings settings) {
        return DenialLog.open(directory, settings, InstantSource.system(), failures);
    }

    /** Records from all threads; returns how often each id was handed out. */
    private Map<String, Long> flood(DenialLog log) throws Exception {
        List<Callable<Map<String, Long>>> tasks = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Random random = new Random(thread);
            tasks.add(() -> {
                Map<String, Long> received = new TreeMap<>();
                for (int i = 0; i < EACH; i++) {
                    received.merge(log.record(anyDenial(random)), 1L, Long::sum);
                }
                return received;
            });
        }
        Map<String, Long> all = new TreeMap<>();
        for (Future<Map<String, Long>> received : threads.invokeAll(Collections.unmodifiableList(tasks))) {
            received.get().forEach((id, count) -> all.merge(id, count, Long::sum));
        }
        return all;
    }

    /** One of a few clients that repeat themselves, or now and then one never seen before. */
    private static Denial anyDenial(Random random) {
        String client = random.nextInt(20) == 0 ? "once-" + random.nextLong() : "s" + random.nextInt(50);
        return LogFixture.denial(client, "t" + random.nextInt(30), SettableTime.START);
    }
}
