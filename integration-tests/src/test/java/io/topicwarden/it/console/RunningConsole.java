/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.console;

import io.topicwarden.it.broker.Repository;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;

/**
 * The console of the packaged tool in a JVM of its own, with nothing but our one jar on the class path.
 *
 * @param folder holds {@code conf/} and {@code logs/}
 * @param address with its token
 */
public record RunningConsole(Path folder, Process process, String address) implements AutoCloseable {

    private static final String POLICY =
            """
            version: 1
            assignments:
              - roles: [sensor]
                when: {client-id: "*"}
            roles:
              operator:
                description: people in the control room
                permissions:
                  - allow: subscribe
                    topics: plants/assembly/#
                    wildcards: they see all of their plant
              sensor:
                description: field sensors publish their own measurements
                permissions:
                  - deny: [publish, subscribe]
                    topics: plants/+/+/firmware/#
                  - allow: publish
                    topics: ["plants/assembly/${client.id}/measurements", "plants/assembly/${client.id}/firmware/version"]
                    qos: [0, 1]
                    retain: false
                    max-payload: 64KiB
                  - allow: subscribe
                    topics: plants/assembly/${client.id}/commands/+
                    wildcards: a sensor owns its commands
            """;

    private static final String SETTINGS =
            """
            version: 1
            listeners:
              local:
                authenticate: password
                client-id: ${username}
                plaintext: permitted
                networks: [127.0.0.0/8]
            """;

    /** Unpacks the tool, writes files for it, and starts it. */
    public static RunningConsole start(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("logs"));
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(conf.resolve("policy.yaml"), POLICY);
        Files.writeString(conf.resolve("topicwarden.yaml"), SETTINGS);
        Files.writeString(conf.resolve("identities.yaml"), "version: 1\n");
        try (ZipFile zip = new ZipFile(Repository.extensionZip().toFile())) {
            Files.copy(
                    zip.getInputStream(zip.getEntry("topicwarden/topicwarden.jar")),
                    folder.resolve("topicwarden.jar"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Process process =
                tool(folder, "console", "--conf", "conf", "--logs", "logs").start();
        return new RunningConsole(folder, process, address(process));
    }

    private static ProcessBuilder tool(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                "topicwarden.jar",
                "io.topicwarden.cli.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    }

    private static String address(Process process) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder printed = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.strip().startsWith("http://127.0.0.1:")) {
                return line.strip();
            }
            printed.append(line).append('\n');
        }
        throw new IOException("the console has ended:\n" + printed);
    }

    /** The policy in {@code conf/}. */
    public Path policy() {
        return folder.resolve("conf/policy.yaml");
    }

    public Path log() {
        return folder.resolve("logs/denials.jsonl");
    }

    /** Runs policy tests against the policy as it is now; the exit code. */
    public int test(String tests) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("proof.yaml"), tests);
        Process run = tool(folder, "test", "proof.yaml", "--policy", "conf/policy.yaml")
                .redirectOutput(folder.resolve("proof.txt").toFile())
                .start();
        if (!run.waitFor(60, TimeUnit.SECONDS)) {
            run.destroyForcibly();
            throw new AssertionError("the tests do not end");
        }
        return run.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
