/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

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
