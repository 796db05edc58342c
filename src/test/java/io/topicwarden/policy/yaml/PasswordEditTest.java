/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.PasswordHash;
import io.topicwarden.policy.PatternSyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file looks like after a password was written into it. */
class PasswordEditTest {

    private static final String BCRYPT = "$2b$04$CCCCCCCCCCCCCCCCCCCCC.FXJHjF.8tyWAsIeGLxC7hC/nyX4QxgC";
    private static final String HASH =
            "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5J3Mgc2FsdCEhIQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    @Test
    void set_blockValue_isReplacedAlone() {
        assertThat(edited("alice", "alice: # me\n    password:  OLD  # since May\n    roles: [a]\n"))
                .isEqualTo("alice: # me\n    password:  NEW  # since May\n    roles: [a]\n");
    }

    @Test
    void set_quotedValue_keepsItsQuotes() {
        assertThat(edited("alice", "alice: {password: 'OLD', roles: [a]}\n"))
                .isEqualTo("alice: {password: 'NEW', roles: [a]}\n");
    }

    @Test
    void set_plainValueBetweenBraces_getsQuotes() {
        assertThat(edited("alice", "alice: {password: OLD}\n")).isEqualTo("alice: {password: \"NEW\"}\n");
    }

    @Test
    void set_valueWithEscapes_isReplacedWhole() {
        assertThat(edited("alice", "alice:\n    password: \"\\x24OLD\"  # x\n".replace("\\x24OLD", "\\x242bOLD2")))
                .isEqualTo("alice:\n    password: \"NEW\"  # x\n");
    }

    @Test
    void set_blockText_isReplacedInside() {
        assertThat(edited("alice", "alice:\n    password: >- # c\n      OLD\n\n    roles: [a]\n"))
                .isEqualTo("alice:\n    password: >- # c\n      NEW\n\n    roles: [a]\n");
    }

    @Test
    void set_blockWithoutPassword_getsItAboveItsComments() {
        assertThat(edited("alice", "alice:  # me\n\n      # of line 3\n      roles: [a]\n"))
                .isEqualTo("alice:  # me\n      password: NEW\n\n      # of line 3\n      roles: [a]\n");
    }

    @Test
    void set_emptyBraces_getIt() {
        assertThat(edited("alice", "alice: {} # me\n")).isEqualTo("alice: {password: \"NEW\"} # me\n");
    }

    @Test
    void set_spacedBraces_stayApart() {
        assertThat(edited("alice", "alice: { roles: [a] }\n")).isEqualTo("alice: { password: \"NEW\", roles: [a] }\n");
    }

    @Test
    void set_bracesOverSeveralLines_getItOnTheFirst() {
        assertThat(edited("alice", "alice: {\n    roles: [a],\n  }\n"))
                .isEqualTo("alice: {password: \"NEW\",\n    roles: [a],\n  }\n");
    }

    @Test
    void set_newIdentity_standsBelowTheLastAndItsComments() {
        assertThat(edited("bob", "alice:\n     roles: [a]  # x\n     # y\n  # z\n\n# end\n"))
                .isEqualTo(
                        "alice:\n     roles: [a]  # x\n     # y\n  # z\n  bob:\n     password: NEW\n     roles: [a]\n\n# end\n");
    }

    @Test
    void set_newIdentityWithoutLineEnd_leavesNoneEither() {
        assertThat(edited("bob", "alice: {}")).isEqualTo("alice: {}\n  bob:\n    password: NEW\n    roles: [a]");
    }

    @Test
    void set_newIdentityAfterBlockText_leavesTheText() {
        assertThat(edited("bob", "alice:\n    attributes:\n      x: |+\n        text\n\n\n"))
                .isEqualTo(
                        "alice:\n    attributes:\n      x: |+\n        text\n\n\n  bob:\n    password: NEW\n    roles: [a]\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "17",
                "yes",
                "~",
                "a: b",
                "#a",
                " a",
                "a\"b\\",
                "-",
                "{a",
                "null",
                "*a",
                "|",
                "é\u202e",
                "\ud83d\ude00"
            })
    void set_newName_readsAsItIs(String name) {
        assertThat(edited(name, "alice: {}\n")).contains("password: NEW");
    }

    @Test
    void set_noIdentitiesYet_braceBecomesABlock() {
        assertThat(whole("bob", "version: 1\r\nidentities: {} # none\r\n# end\r\n"))
                .isEqualTo(
                        "version: 1\r\nidentities: # none\r\n  bob:\r\n    password: NEW\r\n    roles: [a]\r\n# end\r\n");
    }

    @Test
    void set_noSectionYet_isAddedAtTheEnd() {
        assertThat(whole("bob", "# top\nversion: 1 # one\n# end\n...\n"))
                .isEqualTo(
                        "# top\nversion: 1 # one\n# end\nidentities:\n  bob:\n    password: NEW\n    roles: [a]\n...\n");
    }

    @Test
    void set_flowThroughout_staysFlow() {
        assertThat(whole("bob", "{version: 1}\n"))
                .isEqualTo("{version: 1, identities: {bob: {password: \"NEW\", roles: [a]}}}\n");
        assertThat(whole("bob", "{version: 1, identities: { }}\n"))
                .isEqualTo("{version: 1, identities: { bob: {password: \"NEW\", roles: [a]}}}\n");
        assertThat(whole("bob", "version: 1\nidentities: {\n  alice: {}, # last\n}\n"))
                .isEqualTo("version: 1\nidentities: {\n  alice: {}, bob: {password: \"NEW\", roles: [a]}, # last\n}\n");
    }

    @Test
    void set_byteOrderMark_stays() {
        assertThat(whole("bob", "\ufeffversion: 1\nidentities: {}\n")).startsWith("\ufeffversion: 1\nidentities:\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "version: 1\n---\nversion: 1\n",
                "version: 1\nidentities:\n",
                "version: 1\nidentities: {a: {roles: [b]}}\n"
            })
    void set_invalidFile_isRefused(String text) {
        assertThat(result("bob", text)).isInstanceOf(PasswordEdit.Result.Invalid.class);
    }

    @Test
    void set_layoutThatCannotBeChanged_isRefused() {
        assertThat(result("x".repeat(2000), "version: 1\nidentities: {}\n"))
                .isInstanceOf(PasswordEdit.Result.Unsuitable.class);
    }

    @Test
    void set_lineEndWouldBecomePartOfABlockText_isRefused() {
        assertThat(result("bob", "version: 1\nidentities:\n  a:\n    attributes:\n      x: |\n        text"))
                .isInstanceOf(PasswordEdit.Result.Unsuitable.class);
    }

    private static String edited(String name, String identities) {
        String before = "version: 1\nidentities:\n  ";
        String result = whole(name, before + identities);
        assertThat(result).startsWith(before);
        return result.substring(before.length());
    }

    private static String whole(String name, String text) {
        PasswordEdit.Result result = result(name, text);
        assertThat(result).isInstanceOf(PasswordEdit.Result.Edited.class);
        return new String(((PasswordEdit.Result.Edited) result).content(), UTF_8).replace(HASH, "NEW");
    }

    private static PasswordEdit.Result result(String name, String text) {
        byte[] content = text.replace("2bOLD2", BCRYPT.substring(1))
                .replace("OLD", BCRYPT)
                .getBytes(UTF_8);
        SourceFile file = new SourceFile("identities.yaml", content);
        return new PasswordEdit(file, Optional.of(Set.of("a"))).set(name, hash(), List.of("a"));
    }

    private static PasswordHash hash() {
        try {
            return PasswordHash.parse(HASH);
        } catch (PatternSyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
