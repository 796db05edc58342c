/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.it.broker.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tool as it lies in the packaged zip: in a JVM of its own, with nothing but our one jar on the class path. */
class ToolIT {

    private static final String SENSOR =
            "client-id=s1,certificate.cn=s1,certificate.ou=assembly,certificate.issuer-cn=Plant CA";

    private record Result(int exit, String printed) {}

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void unzip() throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(Repository.extensionZip()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.resolveSibling("."));
                    Files.copy(zip, target);
                }
            }
        }
    }

    private Path home() {
        return folder.resolve("topicwarden");
    }

    /** Through the launcher, as a user does. */
    private Result tool(String input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "topicwarden/bin/topicwarden"));
        command.addAll(List.of(arguments));
        return run(input, command);
    }

    private Result run(String input, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("TOPICWARDEN_CACHE", folder.resolve("cache").toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        try (InputStream out = process.getInputStream()) {
            String printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Result(process.exitValue(), printed);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void main_onlyOurJarOnTheClassPath_works() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Result result = run(
                "",
                List.of(
                        java.toString(),
                        "-cp",
                        home().resolve("topicwarden.jar").toString(),
                        "io.topicwarden.cli.Main",
                        "validate",
                        home().resolve("conf").toString()));
        assertThat(result.printed()).startsWith("valid: ");
        assertThat(result.exit()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "validate",
                "lint",
                "test",
                "can-i",
                "explain",
                "who-can",
                "diff",
                "denials",
                "generate",
                "unused",
                "report",
                "console",
                "passwd",
                "inspect",
                "import",
                "completion",
                "store",
                "identity"
            })
    void help_ofEachCommand_isThere(String command) throws Exception {
        Result result = tool("", command, "--help");
        assertThat(result.printed()).startsWith("Usage: topicwarden " + command);
        assertThat(result.exit()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conf",
                "conf/examples/building/policy.yaml",
                "conf/examples/gateway/policy.yaml",
                "conf/examples/vehicles/policy.yaml"
            })
    void whatShips_isValid(String conf) throws Exception {
        Result result = tool("", "validate", home().resolve(conf).toString());
        assertThat(result.printed()).startsWith("valid: ");
        assertThat(result.exit()).isZero();
    }

    @Test
    void answers_haveTheirExitCodes() throws Exception {
        String topic = "plants/assembly/s1/measurements";
        assertThat(tool("", "can-i", "publish", topic, "--as", SENSOR).exit()).isZero();
        assertThat(tool("", "can-i", "publish", topic, "--qos", "2", "--as", SENSOR)
                        .exit())
                .isEqualTo(2);
        assertThat(tool("", "explain", "subscribe", "plants/#", "--as", SENSOR).exit())
                .isEqualTo(2);
        assertThat(tool("", "test", "topicwarden/conf/examples/policy-tests.yaml")
                        .exit())
                .isZero();
        assertThat(tool("", "lint").exit()).isEqualTo(4);
        assertThat(tool("", "who-can", "publish", "nowhere").exit()).isEqualTo(2);
        assertThat(tool("", "no-such-command").exit()).isEqualTo(1);
    }

    @Test
    void passwd_andCheck_workOnTheShippedIdentities() throws Exception {
        assertThat(tool("open sesame 1\n", "passwd", "alice", "--stdin").exit()).isZero();
        assertThat(tool("open sesame 1\n", "passwd", "alice", "--stdin", "--check")
                        .exit())
                .isZero();
        assertThat(tool("open sesame 2\n", "passwd", "alice", "--stdin", "--check")
                        .exit())
                .isEqualTo(2);
        assertThat(tool("", "validate").exit()).isZero();
    }

    @Test
    void diff_widerPolicy_endsWith2() throws Exception {
        Files.writeString(
                folder.resolve("old.yaml"), "version: 1\nroles: {r: {permissions: [{allow: publish, topics: [a]}]}}\n");
        Files.writeString(
                folder.resolve("new.yaml"),
                "version: 1\nroles: {r: {permissions: [{allow: publish, topics: [a, b]}]}}\n");
        assertThat(tool("", "diff", "old.yaml", "new.yaml").exit()).isEqualTo(2);
        assertThat(tool("", "diff", "new.yaml", "old.yaml").exit()).isZero();
    }
}
