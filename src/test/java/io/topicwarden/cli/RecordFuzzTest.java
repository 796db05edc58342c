/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.topicwarden.audit.LogRecord;
import io.topicwarden.engine.ClientPermissions;
import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.MqttVersion;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.yaml.ShownText;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is in a line of the denial log: it is shown as visible text, and replayed. */
final class RecordFuzzTest {

    private static final ClientPermissions PERMISSIONS = CompiledPolicy.of(new Policy(Map.of(), List.of(), List.of()))
            .roleSet(Set.of())
            .bind(
                    new Client(
                            "c",
                            Optional.empty(),
                            Optional.empty(),
                            "l",
                            Optional.empty(),
                            Optional.empty(),
                            MqttVersion.MQTT_5,
                            Optional.empty(),
                            Map.of(),
                            Set.of()),
                    InstantSource.fixed(Instant.EPOCH));

    static Stream<byte[]> lines() {
        return Stream.of(
                        "{\"@timestamp\":\"2026-11-24T12:00:00.000Z\",\"event.id\":\"e\",\"event.action\":\"publish\","
                                + "\"event.reason\":\"qos\",\"message\":\"m\",\"mqtt.client_id\":\"c\",\"mqtt.topic\":\"t\","
                                + "\"mqtt.qos\":1,\"mqtt.payload_bytes\":5,\"topicwarden.count\":3,"
                                + "\"tls.client.hash.sha256\":\"00\",\"tls.client.subject\":\"CN=a,O=b+OU=c\"}",
                        "{\"@timestamp\":\"\\u001b[2J\",\"event\":{\"action\":\"subscribe\"},\"mqtt\":{\"topic\":\"#\","
                                + "\"shared_group\":\"g\",\"version\":\"3\"},\"client.ip\":\"::1\",\"tls.version\":\"TLSv1.3\"}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("lines")
    @FuzzTest
    void record(byte[] line) {
        LogRecord.parse(line).ifPresent(record -> {
            StringWriter shown = new StringWriter();
            HostileRecordTest.linesTo(shown).print(record);
            HostileRecordTest.linesTo(shown).table(List.of(record));
            assertThat(shown.toString().lines()).hasSize(4);
            assertThat(shown.toString().codePoints()).noneMatch(c -> c != '\n' && ShownText.isInvisible(c));
            Replay replay = new Replay(DenialRecord.of(record), Optional.empty());
            assertThat(replay.client()).isNotNull();
            assertThat(replay.unknowns(Optional.empty())).isNotNull();
            replay.attempt()
                    .ifPresent(attempt ->
                            assertThat(PERMISSIONS.decide(attempt).isAllowed()).isFalse());
        });
    }
}
