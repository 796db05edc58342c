/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.topicwarden.audit.LogFiles;
import io.topicwarden.cli.console.Endpoint;
import io.topicwarden.cli.console.NoAnswerException;
import io.topicwarden.cli.console.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages are answered, asked without a server between. */
final class ConsoleAnswersTest {

    private static final String RECORD =
            """
            {"@timestamp":"2026-11-24T10:00:00Z","event.id":"X1","event.action":"%s","event.reason":"%s",\
            "mqtt.client_id":"s1","mqtt.topic":"a/b","mqtt.qos":1,"topicwarden.count":2}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Map<String, Endpoint> endpoints;

    @BeforeEach
    void write() throws IOException {
        policy(permitting("a/c"));
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/topicwarden.yaml"), "version: 1\n");
        Files.writeString(folder.resolve("conf/identities.yaml"), "version: 1\n");
        record("publish", "no-permission");
        Console console = Session.at(folder);
        endpoints = new ConsoleAnswers(console, new ConfOptions(), new LogFiles(folder.resolve("denials.jsonl")))
                .endpoints();
    }

    private static String permitting(String topic) {
        return """
                version: 1
                roles:
                  r:
                    permissions:
                      - {allow: publish, topics: %s}
                assignments:
                  - {roles: r, when: {client-id: s1}}
                """
                .formatted(topic);
    }

    private void policy(String text) throws IOException {
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/policy.yaml"), text);
    }

    private void record(String action, String reason) throws IOException {
        Files.writeString(folder.resolve("denials.jsonl"), RECORD.formatted(action, reason));
    }

    private String ask(String path, String... pairs) throws NoAnswerException {
        TreeMap<String, List<String>> values = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], List.of(pairs[i + 1]));
        }
        return Objects.requireNonNull(endpoints.get(path)).answer(new Parameters(values));
    }

    @Test
    void refusal_stillRefused_comesWithItsRemedyAndTest() throws NoAnswerException {
        assertThat(ask("/api/refusal", "id", "X1"))
                .contains(
                        "\"same_answer\":true",
                        "\"kind\":\"granted\"",
                        "- allow: publish",
                        "when: {client-id: \\\"s1\\\"}")
                .contains("{publish: \\\"a/b\\\", qos: 1}");
    }

    @Test
    void refusal_policyMendedMeanwhile_isNoLongerRefused() throws IOException, NoAnswerException {
        policy(permitting("a/b"));
        assertThat(ask("/api/refusal", "id", "X1")).contains("\"same_answer\":false", "\"kind\":\"not-needed\"");
    }

    @Test
    void refusal_blockedClient_needsMoreThanAPermission() throws IOException, NoAnswerException {
        policy("version: 1\nblocked:\n  - {when: {client-id: s1}, reason: stolen}\n");
        assertThat(ask("/api/refusal", "id", "X1")).contains("\"kind\":\"beyond\"", "stolen");
    }

    @Test
    void refusal_ofTheConnection_isShownUnexplained() throws IOException, NoAnswerException {
        Files.writeString(
                folder.resolve("denials.jsonl"),
                RECORD.formatted("connect", "bad-credentials").replace("\"mqtt.topic\":\"a/b\",", ""));
        assertThat(ask("/api/refusal", "id", "X1")).contains("\"unexplained\":", "\"event.id\":\"X1\"");
    }

    @Test
    void refusal_invalidPolicy_isShownWithTheProblem() throws IOException, NoAnswerException {
        policy("version: 1\nroles: 1\n");
        assertThat(ask("/api/refusal", "id", "X1")).contains("\"unexplained\":", "conf/policy.yaml:2");
    }

    @Test
    void refusal_unknownId_isNone() {
        assertThatThrownBy(() -> ask("/api/refusal", "id", "X2"))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining("`X2`");
    }

    @Test
    void canI_withoutAClient_saysWhatIsMissing() {
        assertThatThrownBy(() -> ask("/api/can-i", "action", "publish", "topic", "a/c"))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining("`--as` is missing");
    }

    @Test
    void canI_topicLikeAnOption_isATopic() throws NoAnswerException {
        assertThat(ask("/api/can-i", "action", "publish", "topic", "--policy", "as", "client-id=s1"))
                .contains("\"allowed\":false");
    }

    @Test
    void canI_valueLikeAnotherOption_isAValue() {
        assertThatThrownBy(() ->
                        ask("/api/can-i", "action", "publish", "topic", "a", "as", "client-id=s1", "qos", "1 --retain"))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining("1 --retain");
    }

    @Test
    void findings_filtered_countWhatMatches() throws NoAnswerException {
        assertThat(ask("/api/findings", "client", "s*")).contains("\"refusals\":2");
        assertThat(ask("/api/findings", "client", "t*")).contains("\"refusals\":0");
    }

    @Test
    void findings_noTime_saySo() {
        assertThatThrownBy(() -> ask("/api/findings", "since", "soon"))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining("`soon` is no time");
    }

    @Test
    void roles_chosen_haveTheirTree() throws NoAnswerException {
        assertThat(ask("/api/roles", "role", "r")).contains("\"roles\":[\"r\"]", "\"level\":\"c\"", "\"allow\":true");
    }
}
