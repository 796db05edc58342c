/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.it.broker.Await;
import io.topicwarden.it.broker.Broker;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.client.Client;
import io.topicwarden.it.client.Library;
import io.topicwarden.it.client.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what clients do to a policy that permits it and no more. */
final class ObserveIT {

    private static final String SETTINGS =
            """
            version: 1
            listeners:
              plain:
                authenticate: password
                client-id: ${username}*
                plaintext: permitted
            denied-publish: ignore
            observe: {write-every: 1s}
            """;

    private static final String IDENTITIES =
            """
            version: 1
            identities:
              s1: {password: HASH}
              s2: {password: HASH}
              watcher: {password: HASH}
            """
                    .replace("HASH", Site.HASH);

    private static final String POLICY =
            """
            version: 1
            roles:
              anybody:
                permissions:
                  - allow: [publish, subscribe]
                    topics: plants/#
                    shared-groups: "*"
                    wildcards: nothing is known yet
            assignments:
              - {roles: anybody, when: {listener: plain}}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Broker broker;

    @BeforeEach
    void start() {
        broker = Broker.builder()
                .listeners(Listener.tcp("plain"))
                .conf("topicwarden.yaml", SETTINGS)
                .conf("identities.yaml", IDENTITIES)
                .conf("policy.yaml", POLICY)
                .start();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    private Path file() {
        return broker.folder().resolve("log/topicwarden/observed.jsonl");
    }

    private String observed() {
        try {
            return Files.exists(file()) ? Files.readString(file()) : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitObserved(String part) {
        Await.until("`" + part + "` in observed.jsonl", () -> observed().contains(part));
    }

    private Client connected(String name) {
        return Site.connected(
                Library.HIVEMQ_5,
                Site.user(broker, "plain", name, name).willing(Message.of("plants/" + name + "/gone", "bye")));
    }

    private void work() {
        for (String sensor : new String[] {"s1", "s2"}) {
            try (Client client = connected(sensor)) {
                assertThat(client.publish(Message.of("plants/" + sensor + "/data", "23")
                                        .qos(1))
                                .accepted())
                        .isTrue();
            }
        }
        try (Client client = connected("watcher")) {
            assertThat(client.subscribe("plants/+/data", 0).accepted()).isTrue();
            assertThat(client.subscribe("$share/g/plants/+/gone", 1).accepted()).isTrue();
        }
    }

    @Test
    void traffic_allowedAndRefused_isWrittenDownAndOutlivesARestart() {
        work();
        try (Client client = connected("s1")) {
            client.publish(Message.of("secret", "x").qos(1));
        }
        awaitObserved("\"event.action\":\"publish\",\"mqtt.topic\":\"plants/s1/data\",\"mqtt.qos\":1");
        awaitObserved("\"event.action\":\"will\",\"mqtt.topic\":\"plants/watcher/gone\"");
        awaitObserved("\"mqtt.topic\":\"plants/+/gone\",\"mqtt.qos\":1,\"mqtt.shared_group\":\"g\",\"allowed\":1");
        awaitObserved("\"mqtt.topic\":\"secret\",\"mqtt.qos\":1,\"mqtt.retain\":false,\"mqtt.payload_bytes\":0,"
                + "\"refused_payload_bytes\":1,\"allowed\":0,\"filtered\":0,\"refused\":1");

        broker.restart();
        work();
        awaitObserved("\"mqtt.shared_group\":\"g\",\"allowed\":2");
    }

    @Test
    void generatedPolicy_inForce_permitsTheSameAndNothingElse() throws Exception {
        work();
        awaitObserved("\"mqtt.shared_group\":\"g\",\"allowed\":1");
        awaitObserved("\"mqtt.topic\":\"plants/s2/data\"");
        Path proposed = folder.resolve("proposed");
        tool("generate", "--observed", file().toString(), "-o", proposed.toString());
        tool("validate", proposed.resolve("policy.yaml").toString());
        tool("test", proposed.resolve("policy-tests.yaml").toString());
        Site.save(broker, "policy.yaml", Files.readString(proposed.resolve("policy.yaml")));

        work();
        try (Client client = connected("s1")) {
            client.publish(Message.of("plants/s2/data", "23").qos(1));
            assertThat(broker.denials().awaitTopic("s1", "plants/s2/data").reason())
                    .isEqualTo("no-permission");
            assertThat(client.subscribe("plants/#", 0).accepted()).isFalse();
        }
    }

    /** Runs the tool that the broker's extension brings along; it must end with 0. */
    private void tool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                broker.conf().resolveSibling("topicwarden.jar").toString(),
                "io.topicwarden.cli.Main"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
    }
}
