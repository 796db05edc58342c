/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.topicwarden.policy.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a denial record says. */
class DenialLogRecordTest {

    private final SettableTime time = new SettableTime();
    private Path directory;
    private DenialLog log;

    @BeforeEach
    void open(@TempDir Path temporary) {
        directory = temporary;
        Surroundings surroundings = Surroundings.real(time, new HeardFailures());
        log = DenialLog.withoutThread(directory, LogFixture.SETTINGS, surroundings, Journal.CAPACITY);
    }

    @Test
    void record_everythingKnown_hasTheFieldsOfTheContract() throws IOException {
        String id = log.record(LogFixture.everything("s1", time.instant()));

        String rule = "{\"role\":\"s1\",\"permission\":3,\"file\":\"policy.yaml\",\"line\":14";
        assertThat(LogFixture.parse(onlyLine()))
                .isEqualTo(LogFixture.parse(
                        """
                        {"@timestamp": "2026-11-23T02:30:00.123Z", "event.id": "%s", "event.sequence": 1,
                         "event.action": "subscribe", "event.outcome": "failure", "event.reason": "not-covered",
                         "message": "refused s1", "client.ip": "10.20.0.5", "user.name": "s1", "tls.version": "TLSv1.3",
                         "tls.client.subject": "CN=s1", "tls.client.issuer": "CN=Plant CAs1",
                         "tls.client.x509.serial_number": "0a", "tls.client.hash.sha256": "f00d",
                         "mqtt.client_id": "s1", "mqtt.username": "s1", "mqtt.listener": "s1", "mqtt.version": "5",
                         "mqtt.topic": "s1", "mqtt.qos": 2, "mqtt.retain": true, "mqtt.shared_group": "s1",
                         "mqtt.payload_bytes": 9,
                         "topicwarden.rule": %s}, "topicwarden.near_miss": %s, "condition": "qos"},
                         "topicwarden.witness": "s1", "topicwarden.policy": "c0ffee", "topicwarden.count": 1}
                        """
                                .formatted(id, rule, rule)));
    }

    @Test
    void record_littleKnown_leavesTheRestOut() throws IOException {
        Denial denial = new Denial(
                time.instant(),
                EventAction.CONNECT,
                ReasonCode.LISTENER_NOT_CONFIGURED,
                "no such listener",
                LogFixture.peer(""),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "");
        String id = log.record(denial);

        assertThat(onlyLine())
                .isEqualTo("{\"@timestamp\":\"2026-11-23T02:30:00.123Z\",\"event.id\":\"" + id
                        + "\",\"event.action\":\"connect\",\"event.outcome\":\"failure\","
                        + "\"event.reason\":\"listener-not-configured\",\"message\":\"no such listener\","
                        + "\"mqtt.client_id\":\"\",\"mqtt.listener\":\"mtls\",\"mqtt.version\":\"5\","
                        + "\"topicwarden.count\":1,\"event.sequence\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\"}\n{\"event.reason\":\"forged\",\"event.sequence\":99}\n",
                "\r\u2028\u2029\u0085\u001b]0;pwned\u0007",
                "\ud800\u202e\",\"topicwarden.count\":1000,\"x\":\"",
                "\\",
            })
    void record_hostileTextInEveryField_isOneLineThatSaysSo(String text) throws IOException {
        log.record(LogFixture.everything(text, time.instant()));

        JsonNode line = LogFixture.parse(onlyLine());
        List<String> fields = List.of(
                "mqtt.client_id", "mqtt.username", "user.name", "mqtt.listener", "mqtt.topic", "mqtt.shared_group");
        assertThat(fields)
                .allSatisfy(field -> assertThat(line.path(field).asText()).isEqualTo(text));
        assertThat(line.path("topicwarden.witness").asText()).isEqualTo(text);
        assertThat(line.path("tls.client.subject").asText()).isEqualTo("CN=" + text);
        assertThat(line.path("topicwarden.rule").path("role").asText()).isEqualTo(text);
        assertThat(line.path("event.reason").asText()).isEqualTo("not-covered");
        assertThat(LogFixture.count(line)).isEqualTo(1);
        assertThat(line).hasSize(28);
    }

    @Test
    void record_longestTextsOfWorstKind_isALineThatCanBeReadAtRestart() throws IOException {
        log.record(LogFixture.everything("\0".repeat(65_535), time.instant()));

        assertThat(onlyLine().length()).isLessThan(1 << 20);
        assertThat(Tail.of(file()).sequence()).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001:db8:0:0:0:0:0:1", "2001:db8::1"})
    void record_ipv6Address_isInShortForm(String literal) throws IOException {
        Peer peer = LogFixture.peer("s1");
        Peer from = new Peer(
                peer.clientId(),
                peer.username(),
                peer.identity(),
                peer.listener(),
                Optional.of(LogFixture.address(literal)),
                peer.tlsVersion(),
                peer.mqttVersion(),
                peer.certificate());
        Denial denial = LogFixture.denial("s1", "t", time.instant());
        log.record(new Denial(
                denial.at(),
                denial.action(),
                denial.reason(),
                denial.message(),
                from,
                denial.request(),
                denial.rule(),
                denial.nearMiss(),
                denial.witness(),
                denial.policyHash()));

        assertThat(LogFixture.parse(onlyLine()).path("client.ip").asText()).isEqualTo("2001:db8::1");
    }

    private Path file() {
        return directory.resolve("denials.jsonl");
    }

    private String onlyLine() throws IOException {
        assertThat(log.drain(time.instant())).isTrue();
        List<String> lines = Files.readAllLines(file());
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }
}
