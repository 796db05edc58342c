/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextPatternTest {

    @ParameterizedTest
    @CsvSource({
        "abc, abc",
        "*, ''",
        "*, anything",
        "a*, a",
        "a*c, abbc",
        "a*b*c, a-b-b-c",
        "*b*, abc",
        "**, x",
        "*.example, a.b.example",
        "a*a, aa",
        "*aab, aaab"
    })
    void matches_textOfThePattern_true(String pattern, String value) {
        assertThat(new TextPattern(pattern).matches(value)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"abc, abcd", "abc, ABC", "a*c, abcd", "a*a, a", "'', x", "?, a", "a.c, abc", "*.example, example"})
    void matches_otherText_false(String pattern, String value) {
        assertThat(new TextPattern(pattern).matches(value)).isFalse();
    }

    @Test
    void matches_manyStarsAndLongText_endsSoon() {
        assertThat(new TextPattern("*a".repeat(1000) + "b").matches("a".repeat(20_000)))
                .isFalse();
    }
}
