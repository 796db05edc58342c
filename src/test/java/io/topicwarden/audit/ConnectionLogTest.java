/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.topicwarden.policy.LogSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionLogTest {

    private static final LogSettings SETTINGS = LogSettings.of("connections.jsonl");

    private final SettableTime time = new SettableTime();
    private final HeardFailures failures = new HeardFailures();
    private Path directory;

    @BeforeEach
    void open(@TempDir Path temporary) {
        directory = temporary;
    }

    @Test
    void accepted_hasIdentityAndOutcome() throws IOException {
        ConnectionLog log = withCapacity(Journal.CAPACITY);
        Peer peer = LogFixture.everything("s1", time.instant()).peer();
        String id = log.accepted(peer, time.instant());

        assertThat(written(log))
                .containsExactly(LogFixture.parse(
                        """
                        {"@timestamp": "2026-11-23T02:30:00.123Z", "event.id": "%s", "event.sequence": 1,
                         "event.action": "connected", "event.outcome": "success", "message": "client connected",
                         "client.ip": "10.20.0.5", "user.name": "s1", "tls.version": "TLSv1.3",
                         "tls.client.subject": "CN=s1", "tls.client.issuer": "CN=Plant CAs1",
                         "tls.client.x509.serial_number": "0a", "tls.client.hash.sha256": "f00d",
                         "mqtt.client_id": "s1", "mqtt.username": "s1", "mqtt.listener": "s1", "mqtt.version": "5",
                         "topicwarden.count": 1}
                        """
                                .formatted(id)));
    }

    @Test
    void ended_hasBeginningDurationAndReason() {
        ConnectionLog log = withCapacity(Journal.CAPACITY);
        log.ended(LogFixture.peer("s1"), time.instant(), Duration.ofMillis(90_123), "disconnected by client");

        JsonNode line = written(log).get(0);
        assertThat(line.path("event.action").asText()).isEqualTo("disconnected");
        assertThat(line.path("event.start").asText()).isEqualTo("2026-11-23T02:28:30.000Z");
        assertThat(line.path("event.duration").asLong()).isEqualTo(90_123_000_000L);
        assertThat(line.path("event.reason").asText()).isEqualTo("disconnected by client");
    }

    @Test
    void accepted_sameClientAgain_isALineEachTime() {
        ConnectionLog log = withCapacity(Journal.CAPACITY);
        log.accepted(LogFixture.peer("s1"), time.instant());
        log.accepted(LogFixture.peer("s1"), time.instant());

        assertThat(written(log)).hasSize(2);
    }

    @Test
    void accepted_moreThanMemoryHolds_areCountedTogether() {
        ConnectionLog log = withCapacity(16 * 1024);
        for (int i = 0; i < 1000; i++) {
            log.accepted(LogFixture.peer("s" + i), time.instant());
        }
        time.add(Duration.ofSeconds(1));

        List<JsonNode> lines = written(log);
        assertThat(LogFixture.refusals(lines)).isEqualTo(1000);
        assertThat(lines).hasSizeLessThan(100).anyMatch(line -> !line.has("mqtt.client_id"));
    }

    @Test
    void ended_durationThatOverflows_isStillCounted() {
        ConnectionLog log = withCapacity(Journal.CAPACITY);
        log.ended(LogFixture.peer("s1"), time.instant(), Duration.ofSeconds(Long.MAX_VALUE), "never");
        time.add(Duration.ofSeconds(1));

        assertThat(LogFixture.refusals(written(log))).isEqualTo(1);
    }

    @Test
    void open_withItsThread_writesAndGoesOnAfterRestart() {
        for (int i = 0; i < 3; i++) {
            try (ConnectionLog log = ConnectionLog.open(directory, SETTINGS, InstantSource.system(), failures)) {
                log.accepted(LogFixture.peer("s1"), time.instant());
                log.ended(LogFixture.peer("s1"), time.instant(), Duration.ofSeconds(1), "kept alive no longer");
            }
        }

        assertThat(LogFixture.sequences(LogFixture.lines(directory.resolve("connections.jsonl"))))
                .isEqualTo(LogFixture.oneTo(6));
    }

    private ConnectionLog withCapacity(long capacity) {
        return ConnectionLog.withoutThread(directory, SETTINGS, Surroundings.real(time, failures), capacity);
    }

    private List<JsonNode> written(ConnectionLog log) {
        assertThat(log.drain(time.instant())).isTrue();
        return LogFixture.lines(directory.resolve("connections.jsonl"));
    }
}
