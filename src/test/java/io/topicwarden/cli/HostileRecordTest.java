/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.audit.LogRecord;
import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.yaml.ShownText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that somebody else wrote into the log's files, to forge lines or steer the terminal. */
final class HostileRecordTest {

    private static final String STEERING = "\\u001b[2J\\u202e\\n";
    private static final String RECORD = "{\"@timestamp\":\"2026" + STEERING + "\",\"event.id\":\"e1" + STEERING
            + "\",\"event.action\":\"connect" + STEERING + "\",\"event.reason\":\"blocked" + STEERING
            + "\",\"message\":\"m"
            + STEERING + "\",\"mqtt.client_id\":\"c" + STEERING + "\",\"mqtt.topic\":\"t" + STEERING + "\"}";

    private final StringWriter shown = new StringWriter();
    private final RecordLines lines = linesTo(shown);

    static RecordLines linesTo(StringWriter shown) {
        return new RecordLines(new Console(
                new ByteArrayInputStream(new byte[0]),
                new PrintWriter(shown),
                new PrintWriter(shown),
                Path.of(""),
                Optional.empty(),
                false,
                200,
                Optional.empty(),
                InstantSource.fixed(Instant.EPOCH)));
    }

    private static Replay replay(String members) {
        String record = "{\"@timestamp\":\"2026-11-24T12:00:00Z\",\"event.action\":\"publish\"," + members + "}";
        return new Replay(
                DenialRecord.of(
                        LogRecord.parse(record.getBytes(StandardCharsets.UTF_8)).orElseThrow()),
                Optional.empty());
    }

    private static LogRecord record() {
        return LogRecord.parse(RECORD.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static void assertVisible(String text, int lines) {
        assertThat(text.lines()).hasSize(lines);
        assertThat(text.codePoints()).noneMatch(c -> c != '\n' && ShownText.isInvisible(c));
    }

    @Test
    void print_steeringRecord_isShownVisibly() {
        lines.print(record());
        assertVisible(shown.toString(), 2);
    }

    @Test
    void table_steeringRecord_isShownVisibly() {
        lines.table(List.of(record()));
        assertVisible(shown.toString(), 2);
    }

    @Test
    void attempt_negativePayload_isNone() {
        assertThat(replay("\"mqtt.topic\":\"a\",\"mqtt.payload_bytes\":-1").attempt())
                .contains(Attempt.of(Attempt.Kind.PUBLISH, "a"));
    }

    @Test
    void client_damagedSubject_hasNoNames() {
        Replay replay = replay("\"tls.client.hash.sha256\":\"00\",\"tls.client.subject\":\"CN=\\\\\"");
        assertThat(replay.client().certificate().orElseThrow().cn()).isEmpty();
    }

    @Test
    void explain_steeringRecord_isShownVisibly(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("conf"));
        for (String file : List.of("topicwarden.yaml", "identities.yaml", "policy.yaml")) {
            Files.writeString(folder.resolve("conf").resolve(file), "version: 1\n");
        }
        Files.createDirectories(folder.resolve("logs"));
        Files.writeString(folder.resolve("logs/denials.jsonl"), RECORD.replaceFirst("e1[^\"]*", "e1") + "\n");
        String out = new Session(folder)
                .run("explain", "--denial", "e1", "--logs", "logs", "--conf", "conf")
                .out();
        assertThat(out).contains("<U+001B>");
        assertThat(out.codePoints()).noneMatch(c -> c != '\n' && ShownText.isInvisible(c));
    }
}
