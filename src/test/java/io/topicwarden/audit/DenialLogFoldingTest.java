/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.topicwarden.policy.ReasonCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which refusals share a line. */
class DenialLogFoldingTest {

    private static final Duration WINDOW = Duration.ofSeconds(1);

    private final SettableTime time = new SettableTime();
    private Path directory;
    private DenialLog log;

    @BeforeEach
    void open(@TempDir Path temporary) {
        directory = temporary;
        log = withCapacity(Journal.CAPACITY);
    }

    private DenialLog withCapacity(long capacity) {
        Surroundings surroundings = Surroundings.real(time, new HeardFailures());
        return DenialLog.withoutThread(directory, LogFixture.SETTINGS, surroundings, capacity);
    }

    @Test
    void record_first_isWrittenAtOnce() {
        refuse("s1", "a");

        assertThat(written()).hasSize(1);
    }

    @Test
    void record_repeats_areOneLineWhenTheSecondIsOver() {
        refuse("s1", "a");
        time.add(Duration.ofMillis(100));
        Set<String> ids = Stream.generate(() -> refuse("s1", "a")).limit(41).collect(Collectors.toSet());
        time.add(Duration.ofMillis(100));
        ids.add(refuse("s1", "a"));
        assertThat(written()).hasSize(1);
        time.add(WINDOW);

        JsonNode folded = written().get(1);

        assertThat(ids).containsExactly(folded.path("event.id").asText());
        assertThat(LogFixture.count(folded)).isEqualTo(42);
        assertThat(folded.path("@timestamp").asText()).isEqualTo("2026-11-23T02:30:00.223Z");
        assertThat(folded.path("event.end").asText()).isEqualTo("2026-11-23T02:30:00.323Z");
        assertThat(folded.path("mqtt.topic").asText()).isEqualTo("a");
    }

    @Test
    void record_oneRepeat_isALineWithoutEnd() {
        refuse("s1", "a");
        refuse("s1", "a");
        time.add(WINDOW);

        assertThat(written().get(1).has("event.end")).isFalse();
    }

    @Test
    void record_againAfterTheSecond_isWrittenAtOnce() {
        refuse("s1", "a");
        time.add(WINDOW);
        written();
        refuse("s1", "a");

        assertThat(written()).hasSize(2).allMatch(line -> LogFixture.count(line) == 1);
    }

    @Test
    void record_clockSetBack_foldsAreWritten() {
        refuse("s1", "a");
        refuse("s1", "a");
        time.add(Duration.ofHours(-1));

        assertThat(written()).hasSize(2);
    }

    @Test
    void record_otherClientTopicActionOrReason_areLinesOfTheirOwn() {
        refuse("s1", "a");
        refuse("s2", "a");
        refuse("s1", "b");
        log.record(withReason("s1", "a", EventAction.PUBLISH, ReasonCode.QOS));
        log.record(withReason("s1", "a", EventAction.WILL, ReasonCode.NO_PERMISSION));

        assertThat(written()).hasSize(5);
    }

    @Test
    void record_manyTopicsOfOneClient_shareALineBeyondTheBound() {
        List<String> ids = IntStream.range(0, 1000)
                .mapToObj(topic -> refuse("s1", "t" + topic))
                .toList();
        time.add(WINDOW);

        List<JsonNode> lines = written();

        assertThat(lines).hasSize(Folds.DETAILS + 1);
        JsonNode others = lines.get(Folds.DETAILS);
        assertThat(LogFixture.count(others)).isEqualTo(1000 - Folds.DETAILS);
        assertThat(others.path("message").asText()).contains("other topics");
        assertThat(LogFixture.countsById(lines).keySet()).containsAll(ids);
    }

    /** A client identifier costs nothing: a guesser takes a new one each time. */
    @Test
    void record_manyClientsRefusedAtConnect_shareALineBeyondTheBound() {
        List<String> ids = IntStream.range(0, 5000)
                .mapToObj(client -> log.record(LogFixture.connect("s" + client, "10.0.0.1", time.instant())))
                .toList();
        log.record(LogFixture.connect("victim", "10.0.0.2", time.instant()));
        time.add(WINDOW);

        List<JsonNode> lines = written();

        assertThat(lines).hasSize(Folds.STRANGERS + 2);
        assertThat(LogFixture.refusals(lines)).isEqualTo(5001);
        assertThat(LogFixture.countsById(lines).keySet()).containsAll(ids);
        assertThat(lines)
                .filteredOn(line -> line.path("message").asText().contains("other clients at this address"))
                .hasSize(1)
                .allMatch(line -> LogFixture.count(line) == 5000 - Folds.STRANGERS);
        assertThat(lines).anyMatch(line -> line.path("mqtt.client_id").asText().equals("victim"));
    }

    @Test
    void record_manyClientsAgainAfterTheSecond_haveLinesOfTheirOwnAgain() {
        IntStream.range(0, 200)
                .forEach(client -> log.record(LogFixture.connect("s" + client, "10.0.0.1", time.instant())));
        time.add(WINDOW);
        int before = written().size();
        log.record(LogFixture.connect("late", "10.0.0.1", time.instant()));

        assertThat(written().get(before).path("mqtt.client_id").asText()).isEqualTo("late");
    }

    @Test
    void record_moreClientsThanMemoryHolds_areCountedByActionAndReason() {
        log = withCapacity(64 * 1024);
        List<String> ids = IntStream.range(0, 10_000)
                .mapToObj(client -> refuse("s" + client, "a"))
                .toList();
        time.add(WINDOW);

        List<JsonNode> lines = written();

        assertThat(LogFixture.refusals(lines)).isEqualTo(10_000);
        assertThat(lines).hasSizeLessThan(200);
        JsonNode coarse = lines.stream()
                .filter(line -> !line.has("mqtt.client_id"))
                .findFirst()
                .orElseThrow();
        assertThat(coarse.path("event.action").asText()).isEqualTo("publish");
        assertThat(coarse.path("event.reason").asText()).isEqualTo("no-permission");
        assertThat(coarse.path("message").asText()).contains("more refusals than memory holds");
        assertThat(LogFixture.countsById(lines).keySet()).containsAll(ids);
    }

    @Test
    void record_afterOverflowIsWritten_isALineOfItsOwnAgain() {
        log = withCapacity(64 * 1024);
        IntStream.range(0, 10_000).forEach(client -> refuse("s" + client, "a"));
        time.add(WINDOW);
        int before = written().size();
        refuse("late", "a");

        JsonNode last = written().get(before);

        assertThat(last.path("mqtt.client_id").asText()).isEqualTo("late");
    }

    @Test
    void record_hugeTextsOfManyClients_stayWithinTheBound() {
        log = withCapacity(1 << 20);
        IntStream.range(0, 500).forEach(client -> {
            refuse(client + "x".repeat(60_000), "t".repeat(60_000));
            refuse(client + "x".repeat(60_000), "t".repeat(60_000));
        });
        time.add(WINDOW);

        assertThat(LogFixture.refusals(written())).isEqualTo(1000);
    }

    private String refuse(String client, String topic) {
        return log.record(LogFixture.denial(client, topic, time.instant()));
    }

    private Denial withReason(String client, String topic, EventAction action, ReasonCode reason) {
        Denial like = LogFixture.denial(client, topic, time.instant());
        return new Denial(
                like.at(),
                action,
                reason,
                like.message(),
                like.peer(),
                like.request(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "");
    }

    private List<JsonNode> written() {
        assertThat(log.drain(time.instant())).isTrue();
        return LogFixture.lines(directory.resolve("denials.jsonl"));
    }
}
