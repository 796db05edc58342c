/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.it.broker.Await;
import io.topicwarden.it.broker.Broker;
import io.topicwarden.it.broker.Entry;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.broker.RecordLog;
import io.topicwarden.it.broker.Saving;
import io.topicwarden.it.client.Client;
import io.topicwarden.it.client.Library;
import io.topicwarden.it.client.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A candidate policy beside the one in force: seen in the log, felt by nobody, and put in force by the tool. */
final class ShadowIT {

    private static final String SETTINGS =
            """
            version: 1
            listeners:
              plain:
                authenticate: password
                client-id: ${username}-*
                plaintext: permitted
            """;

    private static final String IDENTITIES =
            """
            version: 1
            identities:
              alice: {password: HASH, roles: [device]}
            """
                    .replace("HASH", Site.HASH);

    private Broker broker;
    private Client alice;

    @BeforeEach
    void start() {
        broker = new Site()
                .broker()
                .listeners(Listener.tcp("plain"))
                .conf("topicwarden.yaml", SETTINGS)
                .conf("identities.yaml", IDENTITIES)
                .conf("policy.yaml", policy("both", "old"))
                .conf("policy.shadow.yaml", policy("both", "new"))
                .start();
        alice = Site.connected(Library.HIVEMQ_5, Site.user(broker, "plain", "alice", "alice-1"));
    }

    @AfterEach
    void stop() {
        alice.close();
        broker.close();
    }

    @Test
    void candidate_fromDifferencesToPromotion_isFeltOnlyInTheEnd() throws Exception {
        assertThat(alice.publish(Message.of("both", "x")).accepted()).isTrue();
        assertThat(alice.publish(Message.of("old", "x")).accepted()).isTrue();
        assertThat(alice.subscribe("old", 1).accepted()).isTrue();
        assertThat(alice.subscribe("new", 1).accepted()).isFalse();

        assertDifference("publish", "old", "would-deny");
        assertDifference("subscribe", "old", "would-deny");
        Entry allow = assertDifference("subscribe", "new", "would-allow");
        assertThat(allow.text("topicwarden.shadow.rule.file")).isEqualTo("policy.shadow.yaml");
        assertThat(differences().entries(entry -> entry.text("mqtt.topic").equals("both")))
                .isEmpty();

        assertInvalidCandidateIsHarmless();

        Saving.RENAME_INTO_PLACE.save(file("policy.shadow.yaml"), policy("both", "new"));
        broker.log().mark();
        assertThat(promote()).contains("would be denied", "promoted ");
        broker.log().await("Policy in force");
        Await.until("the promoted policy", () -> alice.subscribe("new", 1).accepted());
        assertThat(alice.subscribe("old", 1).accepted()).isFalse();
        assertThat(Files.exists(file("policy.shadow.yaml"))).isFalse();
        assertThat(kept()).hasSize(1);
        assertThat(alice.connected()).isTrue();
    }

    /** Not even a change of the policy is held up by it. */
    private void assertInvalidCandidateIsHarmless() {
        broker.log().mark();
        Saving.RENAME_INTO_PLACE.save(file("policy.shadow.yaml"), "version: 1\nroles: 7\n");
        broker.log().await("The shadow policy is not valid");
        assertThat(alice.publish(Message.of("old", "x")).accepted()).isTrue();

        Saving.RENAME_INTO_PLACE.save(file("policy.yaml"), policy("both", "old", "more"));
        Await.until("the changed policy", () -> alice.subscribe("more", 1).accepted());
        Saving.RENAME_INTO_PLACE.save(file("policy.yaml"), policy("both", "old"));
        Await.until("the first policy again", () -> !alice.subscribe("more", 1).accepted());
    }

    private Entry assertDifference(String action, String topic, String direction) {
        Entry entry = differences()
                .await(
                        action + " " + topic,
                        one -> one.action().equals(action)
                                && one.text("mqtt.topic").equals(topic));
        assertThat(entry.text("topicwarden.difference")).isEqualTo(direction);
        assertThat(entry.text("mqtt.client_id")).isEqualTo("alice-1");
        return entry;
    }

    private RecordLog differences() {
        return new RecordLog(broker.denials().folder(), "shadow");
    }

    /** By the launcher of the installed extension, which finds folder and log by itself. */
    private String promote() throws IOException, InterruptedException {
        Path home = broker.conf().resolveSibling("");
        ProcessBuilder builder = new ProcessBuilder(
                        "sh", home.resolve("bin/topicwarden").toString(), "promote", "--yes")
                .redirectErrorStream(true);
        builder.environment()
                .put("TOPICWARDEN_CACHE", broker.folder().resolve("cache").toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        process.getOutputStream().close();
        try (InputStream out = process.getInputStream()) {
            String printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(printed).isZero();
            return printed;
        } finally {
            process.destroyForcibly();
        }
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(broker.conf())) {
            return files.filter(file -> file.getFileName().toString().startsWith("policy.yaml."))
                    .toList();
        }
    }

    private Path file(String name) {
        return broker.conf().resolve(name);
    }

    private static String policy(String... topics) {
        return """
                version: 1
                roles:
                  device:
                    permissions:
                      - allow: [publish, subscribe]
                        topics: [%s]
                """
                .formatted(String.join(", ", topics));
    }
}
