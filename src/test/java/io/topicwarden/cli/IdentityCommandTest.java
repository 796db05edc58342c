/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code identity get} and {@code identity set} on a real database. */
final class IdentityCommandTest {

    private static final String POLICY =
            """
            version: 1
            roles:
              sensor: {permissions: [{allow: publish, topics: a}]}
              operator: {permissions: [{allow: publish, topics: b}]}
            """;
    private static final String HASH =
            "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

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
    void empty() {
        tool.execute("DELETE FROM topicwarden.identity");
    }

    @Test
    void set_newIdentity_isAddedAndPrintedAsTheFileWouldHoldIt() {
        assertThat(set("press-4", "--role", "sensor", "--attribute", "site=brussels", "--attribute", "site=b 2")
                        .out())
                .isEqualTo("added `press-4`\n");

        assertThat(tool.run("identity", "get", "press-4").out())
                .isEqualTo(
                        """
                        version: 1
                        identities:
                          press-4:
                            roles: [sensor]
                            attributes: {site: [brussels, "b 2"]}
                        """);
    }

    @Test
    void set_oneThing_leavesTheOthers() {
        set("press-4", "--role", "sensor", "--attribute", "site=brussels", "--password-hash", HASH);

        assertThat(set("press-4", "--enabled", "false", "--role", "operator").out())
                .isEqualTo("changed `press-4`\n");

        assertThat(tool.run("identity", "get", "--hash", "press-4").out())
                .isEqualTo(
                        """
                        version: 1
                        identities:
                          press-4:
                            password: "%s"
                            roles: [operator]
                            attributes: {site: [brussels]}
                            enabled: false
                        """
                                .formatted(HASH));
    }

    @Test
    void set_nothingMore_takesAwayWhatIsNamed() {
        set("press-4", "--role", "sensor", "--attribute", "site=brussels", "--password-hash", HASH);

        set("press-4", "--no-roles", "--no-attributes", "--no-password");

        assertThat(tool.run("identity", "get", "press-4").out()).isEqualTo("version: 1\nidentities:\n  press-4: {}\n");
    }

    @Test
    void set_passwordFromStandardInput_isHashedAndNotShown() {
        assertThat(tool.runOn("battery staple", "identity", "set", "--stdin", "bob")
                        .exit())
                .isZero();

        assertThat(tool.run("identity", "get", "bob").out())
                .contains("it has a password")
                .doesNotContain("argon2id");
        assertThat(tool.run("identity", "get", "--hash", "bob").out()).contains("$argon2id$");
    }

    @Test
    void set_passwordTypedTwice_isHashed() {
        assertThat(tool.runOn("one of them\none of them\n", "identity", "set", "--password", "bob")
                        .out())
                .endsWith("added `bob`\n");
    }

    @Test
    void set_roleThatThePolicyLacks_isInvalidAndNotWritten() {
        Session.Outcome outcome = set("press-4", "--role", "sensr");

        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.out())
                .contains("error[unknown-role]", "identity:4:13", "    roles: [sensr]", "did you mean `sensor`?");
        assertThat(tool.run("identity", "get", "press-4").exit()).isEqualTo(2);
    }

    @Test
    void set_passwordThatIsNoHash_isInvalidAndNotShown() {
        Session.Outcome outcome = set("press-4", "--password-hash", "correct horse");

        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.out()).contains("error[bad-password-hash]").doesNotContain("correct horse");
    }

    @Test
    void set_nameThatIsTooLongForTheTable_isInvalid() {
        Session.Outcome outcome = set("ü".repeat(513));

        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.out()).contains("error[unstorable-identity]", "1024 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ü", "a'b\"c\\d", "null", "x: y", "{}", "#", "-", "$1 %s", " a", "i*"})
    void set_oddName_isReadBack(String name) {
        assertThat(set(name, "--attribute", "k=" + name).exit()).isZero();

        assertThat(tool.run("identity", "set", name, "--enabled", "false").out())
                .isEqualTo("changed `" + name + "`\n");
        assertThat(tool.run("identity", "get", name).exit()).isZero();
        tool.execute("DO $$ BEGIN ASSERT (SELECT count(*) = 1 AND NOT bool_or(enabled) "
                + "FROM topicwarden.identity WHERE attributes->'k'->>0 = name); END $$");
    }

    @Test
    void set_nameWithAControlCharacter_couldNotRun() {
        assertThat(set("a\u0000b").exit()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--role sensor --no-roles",
                "--attribute a=b --no-attributes",
                "--stdin --no-password",
                "--attribute a",
                "--attribute =a",
                "--enabled perhaps"
            })
    void set_optionsThatDoNotGoTogether_couldNotRun(String options) {
        assertThat(set("press-4", options.split(" ", -1)).exit()).isEqualTo(1);
        assertThat(tool.run("identity", "get", "press-4").exit()).isEqualTo(2);
    }

    @Test
    void get_rowThatCannotBeRead_couldNotRunAndSaysWhy() {
        tool.execute("INSERT INTO topicwarden.identity (name, password) VALUES ('broken', 'correct horse')");

        Session.Outcome outcome = tool.run("identity", "get", "broken");

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out()).contains("error[unreadable-identity]").doesNotContain("correct horse");
        assertThat(set("broken", "--enabled", "false").exit()).isEqualTo(1);
    }

    private static Session.Outcome set(String name, String... options) {
        List<String> all = new ArrayList<>(List.of("identity", "set", name));
        all.addAll(List.of(options));
        return tool.run(all.toArray(String[]::new));
    }
}
