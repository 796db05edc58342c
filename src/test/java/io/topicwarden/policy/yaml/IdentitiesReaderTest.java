/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.Identity;
import io.topicwarden.policy.PasswordHash;
import io.topicwarden.policy.SourceSpan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentitiesReaderTest {

    private static Map<String, Identity> corpus() throws Exception {
        return ConfFolder.of(ConfFolder.repository().resolve("src/test/resources/corpus/identities-valid"))
                .identities()
                .flatMap(Loaded::value)
                .orElseThrow();
    }

    @Test
    void read_identity_hasAllItsParts() throws Exception {
        Identity alice = Texts.entry(corpus(), "alice");
        assertThat(alice.password().map(PasswordHash::algorithm)).contains(PasswordHash.Algorithm.ARGON2ID);
        assertThat(alice.roles()).containsExactlyInAnyOrder("operator", "123");
        assertThat(alice.attributes())
                .containsEntry("site", List.of("0017"))
                .containsEntry("lines", List.of("a", "b"))
                .containsEntry("since", List.of("2020-01-01"))
                .containsEntry("spare", List.of("yes"));
        assertThat(alice.enabled()).isFalse();
        assertThat(alice.span()).isEqualTo(new SourceSpan("identities.yaml", 3, 3, 5));
    }

    @Test
    void read_identityWithNothing_isEnabledAndHasNothing() throws Exception {
        Identity sensor = Texts.entry(corpus(), "sensor-17");
        assertThat(sensor.password()).isEmpty();
        assertThat(sensor.roles()).isEmpty();
        assertThat(sensor.attributes()).isEmpty();
        assertThat(sensor.enabled()).isTrue();
    }

    @Test
    void read_nameThatLooksLikeANumber_isKeptAsWritten() throws Exception {
        assertThat(corpus()).containsKey("0x1F");
    }

    @Test
    void read_unknownRole_isAProblem() {
        Loaded<Map<String, Identity>> loaded = IdentitiesReader.read(
                Texts.file("identities.yaml", "version: 1\nidentities: {a: {roles: [x]}}"), Set.of("y"));
        assertThat(Texts.codes(loaded)).containsExactly("unknown-role");
    }

    @Test
    void read_rolesNotKnown_takesAny() {
        assertThat(Texts.identities("version: 1\nidentities: {a: {roles: [x]}}").value())
                .isPresent();
    }

    /** Wherever a password in clear text may end up, no problem repeats it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: SeCrEt",
                "password: \"SeCrEt\" # SeCrEt",
                "password: {SeCrEt: SeCrEt}",
                "password: [SeCrEt, SeCrEt]",
                "password: &SeCrEt x",
                "password: *SeCrEt",
                "password: !SeCrEt x",
                "password: !!SeCrEt SeCrEt",
                "password: |\n  SeCrEt\n  SeCrEt",
                "password:\n  SeCrEt",
                "password: SeCrEt\n  SeCrEt",
                "password: SeCrEt: SeCrEt",
                "password: \"SeCrEt",
                "password: 'SeCrEt' SeCrEt",
                "password: %SeCrEt",
                "password: @SeCrEt",
                "password: `SeCrEt`",
                "password: [SeCrEt",
                "password: ab,SeCrEt",
                "pasword: SeCrEt",
                "secret: SeCrEt",
                "SeCrEt: SeCrEt",
                "password: SeCrEt\npassword: SeCrEt",
                "password: \"\\qSeCrEt\"",
                "<<: {password: SeCrEt}",
                "? password\n: SeCrEt",
                "password: x\nroles: []  # SeCrEt",
                "roles: [a] # SeCrEt\nrolse: [a] # SeCrEt",
                "- password: SeCrEt",
                "SeCrEt",
                "{password: SeCrEt, enabled: maybe, SeCrEt}",
                "{password: ab,SeCrEt, SeCrEt}",
                "{password: -- SeCrEt --, roles: []}",
                "\tpassword: SeCrEt",
                "password: SeCrEt\u0007"
            })
    void read_clearTextPassword_isNeverRepeated(String lines) {
        Loaded<Map<String, Identity>> loaded =
                Texts.identities("version: 1\nidentities:\n  alice:\n" + lines.indent(4));
        assertThat(loaded.problems()).isNotEmpty();
        for (io.topicwarden.policy.Problem problem : loaded.problems()) {
            assertThat(ProblemPrinter.print(problem, "conf/") + problem)
                    .doesNotContain("SeCrEt")
                    .doesNotContain("crEt");
        }
    }
}
