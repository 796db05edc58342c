/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.it.broker.Broker;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.client.Library;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A chained denial log of a real broker: as it was written after a kill and a restart, and not after somebody's change. */
final class TamperIT {

    private static final String SETTINGS =
            """
            version: 1
            listeners:
              plain:
                authenticate: password
                client-id: ${username}*
                plaintext: permitted
            logs:
              denials: {chain: CHAIN}
            """;

    private static final String IDENTITIES =
            """
            version: 1
            identities:
              alice: {password: HASH}
            """
                    .replace("HASH", Site.HASH);

    private static final Site SITE = new Site();

    private record Result(int exit, String printed) {}

    @Test
    void log_ofAKilledBroker_isIntactUntilSomebodyChangesIt() throws Exception {
        try (Broker broker = SITE.broker()
                .listeners(Listener.tcp("plain"))
                .conf("topicwarden.yaml", SETTINGS.replace("CHAIN", "false"))
                .conf("identities.yaml", IDENTITIES)
                .conf("policy.yaml", "version: 1\n")
                .start()) {
            Path key = broker.folder().resolve("plant.key");
            assertThat(tool(broker, "keygen", "--key", key.toString()).exit()).isZero();
            Site.save(broker, "topicwarden.yaml", SETTINGS.replace("CHAIN", "true"));
            refuse(broker, "alice-chained");
            broker.kill();
            broker.restart();
            refuse(broker, "alice-restarted");
            broker.stop();

            Result intact = tool(broker, "verify", "--key", key.toString());
            assertThat(intact.printed()).startsWith("intact: ").doesNotContain("note");
            assertThat(tool(broker, "verify", "--key", key + ".pub").exit()).isZero();

            change(broker, "\"mqtt.client_id\":\"alice-chained\"", "\"mqtt.client_id\":\"alice-forgiven\"");
            Result changed = tool(broker, "verify", "--key", key.toString());
            assertThat(changed.exit()).as(changed.printed()).isEqualTo(2);
            assertThat(changed.printed()).contains("altered: record");
        }
    }

    private static void refuse(Broker broker, String clientId) {
        Site.refused(
                broker,
                Library.PAHO_5,
                Site.user(broker, "plain", "alice", clientId).as("alice", "guess"));
    }

    private static void change(Broker broker, String written, String forged) throws IOException {
        Path log = broker.folder().resolve("log/topicwarden/denials.jsonl");
        String text = Files.readString(log);
        assertThat(text).contains(written);
        Files.writeString(log, text.replace(written, forged));
    }

    private static Result tool(Broker broker, String command, String... arguments)
            throws IOException, InterruptedException {
        List<String> line =
                new ArrayList<>(List.of("sh", "extensions/topicwarden/bin/topicwarden", "denials", command));
        line.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(broker.folder().toFile()).redirectErrorStream(true);
        builder.environment()
                .put("TOPICWARDEN_CACHE", broker.folder().resolve("cache").toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        try (InputStream out = process.getInputStream()) {
            String printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Result(process.exitValue(), printed);
        } finally {
            process.destroyForcibly();
        }
    }
}
