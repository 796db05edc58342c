/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.topicwarden.policy.LogSettings;
import io.topicwarden.policy.ReasonCode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShadowLogTest {

    private static final LogSettings SETTINGS = LogSettings.of("shadow.jsonl");
    private static final Instant NOW = SettableTime.START;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final SettableTime time = new SettableTime();
    private Optional<ShadowLog> open = Optional.empty();

    @AfterEach
    void close() {
        open.ifPresent(ShadowLog::close);
    }

    @Test
    void record_difference_oneLineWithBothDecisions() throws Exception {
        ShadowLog log = log(Journal.CAPACITY);
        String id = log.record(difference("s1", "a", Verdict.Outcome.DENIED));
        log.drain(NOW);

        assertThat(lines())
                .containsExactly(LogFixture.parse(
                        """
                        {"@timestamp":"2026-11-23T02:30:00.123Z","event.id":"%s","event.action":"publish",
                         "event.reason":"no-permission","topicwarden.difference":"would-deny","event.outcome":"success",
                         "message":"the shadow would deny this: nothing permits this","mqtt.client_id":"s1",
                         "mqtt.listener":"mtls","mqtt.version":"5","mqtt.topic":"a","mqtt.qos":1,"mqtt.retain":false,
                         "mqtt.payload_bytes":7,"topicwarden.in_force":{"decision":"allowed"},"topicwarden.policy":"old",
                         "topicwarden.shadow":{"decision":"denied","reason":"no-permission","message":"nothing permits this"},
                         "topicwarden.shadow.policy":"new","topicwarden.count":1,"event.sequence":1}
                        """
                                .formatted(id)));
    }

    @Test
    void record_repeats_areCountedInOneMoreLine() {
        ShadowLog log = log(Journal.CAPACITY);
        for (int i = 0; i < 1_000; i++) {
            String unused = log.record(difference("s1", "a", Verdict.Outcome.DENIED));
        }
        log.drain(NOW.plusSeconds(2));

        assertThat(lines()).hasSize(2);
        assertThat(LogFixture.refusals(lines())).isEqualTo(1_000);
    }

    @Test
    void record_bothDirections_areNotCountedTogether() {
        ShadowLog log = log(Journal.CAPACITY);
        for (int i = 0; i < 10; i++) {
            String unused = log.record(difference("s1", "a", Verdict.Outcome.DENIED));
            unused = log.record(difference("s1", "a", Verdict.Outcome.ALLOWED));
        }
        log.drain(NOW.plusSeconds(2));

        assertThat(lines()).hasSize(4);
    }

    @Test
    void record_withoutMemory_isCountedByActionReasonAndDirection() {
        ShadowLog log = log(0);
        for (int i = 0; i < 10; i++) {
            String unused = log.record(difference("s" + i, "a", Verdict.Outcome.DENIED));
        }
        log.drain(NOW.plusSeconds(2));

        assertThat(lines()).hasSize(1);
        assertThat(lines().get(0).path("topicwarden.difference").asText()).isEqualTo("would-deny");
        assertThat(LogFixture.refusals(lines())).isEqualTo(10);
    }

    @Test
    void record_readBack_hasItsDirection() throws Exception {
        ShadowLog log = log(Journal.CAPACITY);
        String unused = log.record(difference("s1", "a", Verdict.Outcome.ALLOWED));
        log.drain(NOW);

        try (RecordReader reader = RecordReader.open(folder.resolve("shadow.jsonl"))) {
            LogRecord record = reader.next().orElseThrow();
            assertThat(record.text(RecordField.DIFFERENCE)).isEqualTo("would-allow");
            assertThat(record.text(RecordField.DECISION)).isEqualTo("denied");
            assertThat(record.text(RecordField.SHADOW_DECISION)).isEqualTo("allowed");
        }
    }

    private ShadowLog log(long capacity) {
        Surroundings surroundings = new Surroundings(time, new HeardFailures(), AppendFile.CHANNELS);
        ShadowLog log = ShadowLog.withoutThread(folder, SETTINGS, surroundings, capacity);
        open = Optional.of(log);
        return log;
    }

    private List<JsonNode> lines() {
        return LogFixture.lines(folder.resolve("shadow.jsonl"));
    }

    private static ShadowDifference difference(String clientId, String topic, Verdict.Outcome shadow) {
        Verdict.Outcome inForce = shadow == Verdict.Outcome.ALLOWED ? Verdict.Outcome.DENIED : Verdict.Outcome.ALLOWED;
        return new ShadowDifference(
                NOW,
                EventAction.PUBLISH,
                LogFixture.peer(clientId),
                Optional.of(new Request(topic, 1, Optional.of(false), Optional.empty(), OptionalLong.of(7))),
                verdict(inForce, "old"),
                verdict(shadow, "new"));
    }

    private static Verdict verdict(Verdict.Outcome outcome, String hash) {
        Optional<Verdict.Refusal> refusal = outcome == Verdict.Outcome.ALLOWED
                ? Optional.empty()
                : Optional.of(new Verdict.Refusal(ReasonCode.NO_PERMISSION, "nothing permits this"));
        return new Verdict(outcome, refusal, Optional.empty(), Optional.empty(), Optional.empty(), hash);
    }
}
