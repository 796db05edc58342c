/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.testing.PostgresServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code store} and {@code identity} on a real database. */
final class StoreCommandTest {

    private static final String POLICY =
            "version: 1\nroles:\n  device:\n    permissions:\n      - {allow: publish, topics: a}\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private static PostgresServer server;

    private final StringWriter printed = new StringWriter();

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void settings() throws IOException {
        Files.writeString(
                folder.resolve("topicwarden.yaml"),
                "version: 1\nstore: {type: postgres, user: admin, url: \"" + server.url() + "\"}\n");
        server.execute("DROP SCHEMA IF EXISTS topicwarden CASCADE");
    }

    @Test
    void push_beforeInit_couldNotRunAndSaysWhatToDo() throws IOException {
        assertThat(push(POLICY, "--yes")).isEqualTo(1);
        assertThat(printed.toString()).contains("topicwarden store init");
    }

    @Test
    void init_twice_changesNothingTheSecondTime() {
        assertThat(run("store", "init")).isZero();
        assertThat(run("store", "init")).isZero();
        assertThat(printed.toString()).contains("the tables are up to date");
    }

    @Test
    void push_validPolicy_isInTheHistoryAndShown() throws IOException {
        assertThat(run("store", "init")).isZero();
        assertThat(push(POLICY, "--yes")).isZero();
        assertThat(run("store", "history")).isZero();
        assertThat(run("store", "show", "1")).isZero();

        assertThat(printed.toString()).contains("revision 1", "by a test", POLICY);
    }

    @Test
    void push_invalidPolicy_isRefusedWithItsProblems() throws IOException {
        assertThat(run("store", "init")).isZero();

        assertThat(push("version: 1\nroles: {x: {}}\n", "--yes")).isEqualTo(3);
        assertThat(printed.toString()).contains("error[missing-key]");
        assertThat(run("store", "show", "1")).isEqualTo(2);
    }

    @Test
    void push_notConfirmed_pushesNothing() throws IOException {
        assertThat(run("store", "init")).isZero();

        assertThat(push(POLICY)).isEqualTo(2);
        assertThat(run("store", "show", "1")).isEqualTo(2);
    }

    @Test
    void push_failingATest_pushesNothingAndSaysWhich() throws IOException {
        assertThat(run("store", "init")).isZero();
        Files.writeString(folder.resolve("policy-tests.yaml"), test("deny"));

        assertThat(push(POLICY, "--yes")).isEqualTo(3);
        assertThat(printed.toString()).contains("policy-tests.yaml:6", "publish a");
        assertThat(run("store", "show", "1")).isEqualTo(2);
    }

    @Test
    void push_passingItsTests_pushes() throws IOException {
        assertThat(run("store", "init")).isZero();
        Files.writeString(folder.resolve("policy-tests.yaml"), test("deny"));
        Files.writeString(folder.resolve("mine.yaml"), test("allow"));

        assertThat(push(POLICY, "--yes", "--tests", "mine.yaml")).isZero();
        assertThat(printed.toString()).contains("tested answers: 1", "revision 1");
    }

    @Test
    void validate_ofAFleetsFolder_saysThatTheDatabaseHoldsThePolicy() {
        assertThat(run("validate")).isZero();
        assertThat(printed.toString()).contains("valid: the settings", "--database checks its policy");
    }

    @Test
    void validate_withTheDatabase_checksItsNewestPolicyAndTheTests() throws IOException {
        assertThat(run("store", "init")).isZero();
        assertThat(run("validate", "--database")).isEqualTo(3);
        assertThat(push(POLICY, "--yes")).isZero();
        assertThat(run("validate", "--database")).isZero();
        assertThat(printed.toString()).contains("no-policy-revision", "1 roles, 1 permissions");
        Files.writeString(folder.resolve("policy-tests.yaml"), test("deny"));
        assertThat(run("validate", "--database")).isEqualTo(3);
    }

    @Test
    void validate_withADatabaseThatIsAway_couldNotRun() throws IOException {
        Files.writeString(
                folder.resolve("topicwarden.yaml"),
                "version: 1\nstore: {type: postgres, user: x, url: \"jdbc:postgresql://127.0.0.1:1/x\"}\n");

        assertThat(run("validate", "--database")).isEqualTo(1);
    }

    @Test
    void rollback_toAnEarlierRevision_makesItsTextTheNewest() throws IOException {
        assertThat(run("store", "init")).isZero();
        assertThat(push(POLICY, "--yes")).isZero();
        assertThat(push(POLICY + "# more\n", "--yes")).isZero();

        assertThat(run("store", "rollback", "1")).isZero();
        assertThat(run("store", "rollback", "9")).isEqualTo(2);
        printed.getBuffer().setLength(0);
        assertThat(run("store", "show", "3")).isZero();
        assertThat(printed.toString()).isEqualTo(POLICY);
    }

    @Test
    void identity_importedAndDisabled() throws IOException {
        assertThat(run("store", "init")).isZero();
        Files.writeString(
                folder.resolve("some.yaml"),
                "version: 1\nidentities:\n  \"a\\\\b\\\"c,{}\": {roles: [x, \"y\\\"z\"], attributes: {site: [\"1\", \"ü\\\\\"]}}\n  b: {}\n");

        assertThat(run("identity", "import", "some.yaml")).isZero();
        assertThat(run("identity", "import", "some.yaml")).isZero();
        assertThat(run("identity", "disable", "b")).isZero();
        assertThat(run("identity", "disable", "nobody")).isEqualTo(2);
        assertThat(printed.toString()).contains("2 identities", "b is disabled", "there is no such identity");
        server.execute("DO $$ BEGIN "
                + "ASSERT (SELECT roles = ARRAY['x', 'y\"z'] AND attributes = '{\"site\": [\"1\", \"ü\\\\\"]}' "
                + "FROM topicwarden.identity WHERE name = 'a\\b\"c,{}'); "
                + "ASSERT (SELECT NOT enabled FROM topicwarden.identity WHERE name = 'b'); END $$");
    }

    @Test
    void store_withoutADatabaseInTheSettings_couldNotRun() throws IOException {
        Files.writeString(folder.resolve("topicwarden.yaml"), "version: 1\n");

        assertThat(run("store", "status")).isEqualTo(1);
        assertThat(printed.toString()).contains("error[no-store]");
    }

    private static String test(String expected) {
        return "tests:\n  - name: devices publish\n    as: {client-id: d1, roles: device}\n    " + expected
                + ":\n      # what they are for\n      - publish a\n";
    }

    private int push(String policy, String... more) throws IOException {
        Files.writeString(folder.resolve("new.yaml"), policy);
        String[] arguments = new String[5 + more.length];
        System.arraycopy(new String[] {"store", "push", "new.yaml", "-m", "by a test"}, 0, arguments, 0, 5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return run(arguments);
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--conf";
        all[arguments.length + 1] = folder.toString();
        PrintWriter writer = new PrintWriter(printed, true);
        return Topicwarden.run(
                new Console(
                        new ByteArrayInputStream("n\n".getBytes(StandardCharsets.UTF_8)),
                        writer,
                        writer,
                        folder,
                        Optional.of(folder),
                        false,
                        100,
                        Optional.empty(),
                        InstantSource.system()),
                all);
    }
}
