/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code identity import} of JSON Lines into a real database. */
final class IdentityImportTest {

    private static final String POLICY = "version: 1\nroles:\n  sensor: {permissions: [{allow: publish, topics: a}]}\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static FleetTool tool;

    @BeforeAll
    static void start() {
        tool = new FleetTool(folder, POLICY);
    }

    @AfterAll
    static void stop() {
        tool.close();
    }

    @BeforeEach
    void old() {
        tool.execute(
                "DELETE FROM topicwarden.identity", "INSERT INTO topicwarden.identity (name) VALUES ('old'), ('s1')");
    }

    @Test
    void lines_written_replaceThoseOfTheirNamesAndLeaveOthers() throws IOException {
        assertThat(lines(
                                """
                                {"name": "s1", "roles": ["sensor"], "attributes": {"line": "a", "sites": ["b", "\u00fc\ud83d\ude00"]}}

                                {"enabled":false,"name":"a\\"\\\\\\tb".replace}
                                """
                                        .replace(".replace", "")
                                        .replace("\\\\t", " "))
                        .out())
                .isEqualTo("2 identities\n");

        tool.execute("DO $$ BEGIN "
                + "ASSERT (SELECT count(*) = 3 FROM topicwarden.identity); "
                + "ASSERT (SELECT roles = '{sensor}' AND attributes = '{\"line\": [\"a\"], \"sites\": [\"b\", \"ü😀\"]}' "
                + "FROM topicwarden.identity WHERE name = 's1'); "
                + "ASSERT (SELECT count(*) = 1 FROM topicwarden.identity WHERE NOT enabled); END $$");
    }

    @Test
    void lines_fromStandardInput_withoutALastLineEnd() {
        assertThat(tool.runOn("{\"name\": \"x\"}\r\n{\"name\": \"y\"}", "identity", "import", "-")
                        .out())
                .isEqualTo("2 identities\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\": \"x\", \"roles\": [\"sensr\"]}|error[unknown-role]|2:25",
                "{\"name\": \"x\", \"role\": [\"sensor\"]}|error[unknown-key]|2:15",
                "{\"roles\": [\"sensor\"]}|error[missing-key]|2:1",
                "{\"name\": \"x\", \"name\": \"y\"}|error[duplicate-key]|2:15",
                "{\"name\": \"x\", \"password\": \"plain text\"}|error[bad-password-hash]|2:27",
                "{\"name\": \"x\", \"enabled\": \"yes\"}|error[wrong-type]|2:26",
                "{\"name\": \"x\", \"attributes\": {\"a\": \"\\u0000\"}}|error[unstorable-identity]|2:10",
                "{\"name\": \"a\\tb\"}|error[bad-name]|2:10",
                "{\"name\": \"x\"|error[yaml-syntax]|2:",
                "[\"x\"]|error[wrong-type]|2:1",
                "x|error[wrong-type]|2:1",
                "{\"name\": \"first\"}|error[duplicate-key]|2:1",
            })
    void line_thatIsInvalid_isNamedAndNothingIsWritten(String line, String error, String place) throws IOException {
        Session.Outcome outcome = lines("{\"name\": \"first\"}\n" + line + "\n{\"name\": \"third\"}\n");

        assertThat(outcome.out()).contains(error, "some.jsonl:" + place).doesNotContain("plain text");
        assertThat(outcome.exit()).isEqualTo(3);
        tool.execute("DO $$ BEGIN ASSERT (SELECT count(*) = 2 FROM topicwarden.identity); END $$");
    }

    @Test
    void line_longerThanItMayBe_isNamed() throws IOException {
        Session.Outcome outcome = lines("{\"name\": \"" + "x".repeat(2_000_000) + "\"}\n{\"name\": \"y\"}\n");

        assertThat(outcome.out()).contains("error[too-large]", "some.jsonl:1").endsWith("1 problem\n");
    }

    @Test
    void lines_allInvalid_firstOnesAreToldOf() throws IOException {
        Session.Outcome outcome = lines("{}\n".repeat(5_000));

        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.out()).endsWith("100 problems\n");
    }

    @Test
    void lines_many_tellOfProgress() throws IOException {
        Session.Outcome outcome = lines(IntStream.range(0, 100_000)
                .mapToObj(i -> "{\"name\": \"many-" + i + "\"}")
                .collect(Collectors.joining("\n")));

        assertThat(outcome.out()).isEqualTo("100000 lines read\n100000 identities\n");
    }

    private static Session.Outcome lines(String text) throws IOException {
        tool.write("some.jsonl", text);
        return tool.run("identity", "import", "some.jsonl");
    }
}
