/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

    private static final String SALT_AND_HASH = "$c29tZXNhbHRzb21lc2FsdA$RdescudvJCsgt3ub+b4dWRWJTmaaJObG0w5PUsTCc2c";
    private static final String BCRYPT_REST = "$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";

    @Test
    void parse_argon2id_isRead() throws Exception {
        PasswordHash hash = PasswordHash.parse("$argon2id$v=19$m=19456,t=2,p=1" + SALT_AND_HASH);
        assertThat(hash.algorithm()).isEqualTo(PasswordHash.Algorithm.ARGON2ID);
    }

    @Test
    void parse_stringOfDebiansArgon2_isRead() throws Exception {
        String made = "$argon2id$v=19$m=19456,t=2,p=1$NGY4NjNkN2FkM2U1NjZkYzNjN2Q5YWI0ZmYxZGQ3ZTg"
                + "$AUpsncfsazf2+u5mxMoV7NkkU94ttcWOP6tFOrbxqK4";
        assertThat(PasswordHash.parse(made).encoded()).isEqualTo(made);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$2a$10", "$2b$04", "$2y$15"})
    void parse_bcrypt_isRead(String begin) throws Exception {
        assertThat(PasswordHash.parse(begin + BCRYPT_REST).algorithm()).isEqualTo(PasswordHash.Algorithm.BCRYPT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hunter2",
                "$argon2i$v=19$m=19456,t=2,p=1" + SALT_AND_HASH,
                "$argon2d$v=19$m=19456,t=2,p=1" + SALT_AND_HASH,
                "$argon2id$m=19456,t=2,p=1" + SALT_AND_HASH,
                "$argon2id$v=16$m=19456,t=2,p=1" + SALT_AND_HASH,
                "$argon2id$v=19$m=19456,t=0,p=1" + SALT_AND_HASH,
                "$argon2id$v=19$m=0,t=2,p=1" + SALT_AND_HASH,
                "$argon2id$v=19$m=262145,t=2,p=1" + SALT_AND_HASH,
                "$argon2id$v=19$m=19456,t=21,p=1" + SALT_AND_HASH,
                "$argon2id$v=19$m=19456,t=2,p=17" + SALT_AND_HASH,
                "$argon2id$v=19$m=31,t=2,p=4" + SALT_AND_HASH,
                "$argon2id$v=19$m=99999999999999999999,t=2,p=1" + SALT_AND_HASH,
                "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$",
                "$argon2id$v=19$m=19456,t=2,p=1" + SALT_AND_HASH + "\n",
                "$2b$03" + BCRYPT_REST,
                "$2b$16" + BCRYPT_REST,
                "$2x$10" + BCRYPT_REST,
                "$2b$10" + BCRYPT_REST + "x",
                "$1$abc$def"
            })
    void parse_noHashOrBeyondBounds_isRefusedWithoutShowingIt(String text) {
        PatternSyntaxException fault =
                catchThrowableOfType(PatternSyntaxException.class, () -> PasswordHash.parse(text));
        assertThat(fault.code()).isEqualTo("bad-password-hash");
        if (!text.isEmpty()) {
            assertThat(fault.problem() + fault.help()).doesNotContain(text);
        }
    }

    @Test
    void toString_neverShowsTheHash() throws Exception {
        assertThat(PasswordHash.parse("$2b$10" + BCRYPT_REST)).hasToString("BCRYPT hash");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQab$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi"
            })
    void parse_base64OfImpossibleLength_isRefused(String text) {
        assertThatThrownBy(() -> PasswordHash.parse(text))
                .isInstanceOf(PatternSyntaxException.class)
                .hasMessageContaining("cut off")
                .hasMessageNotContainingAny("nf65", "c29t");
    }
}
