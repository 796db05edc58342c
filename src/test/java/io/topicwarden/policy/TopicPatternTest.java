/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicPatternTest {

    @Test
    void parse_literalLevels_keepsEmptyOnes() throws Exception {
        assertThat(TopicPattern.parse("/a//").levels())
                .containsExactly(
                        new Level.Literal(""), new Level.Literal("a"), new Level.Literal(""), new Level.Literal(""));
    }

    @Test
    void parse_hashAlone_hasNoLevels() throws Exception {
        TopicPattern pattern = TopicPattern.parse("#");
        assertThat(pattern.levels()).isEmpty();
        assertThat(pattern.multiLevel()).isTrue();
    }

    @Test
    void parse_variableWithText_keepsTextAround() throws Exception {
        assertThat(TopicPattern.parse("dev-${client.id}.x").levels())
                .containsExactly(new Level.VariableLevel("dev-", new Variable(Variable.Kind.CLIENT_ID, ""), ".x"));
    }

    @Test
    void parse_attributeWithDots_keepsItsWholeName() throws Exception {
        assertThat(TopicPattern.parse("${attributes.a.b}").variables())
                .containsExactly(new Variable(Variable.Kind.ATTRIBUTE, "a.b"));
    }

    @Test
    void parse_dollarWithoutBrace_isLiteral() throws Exception {
        assertThat(TopicPattern.parse("$SYS/cost$").levels())
                .containsExactly(new Level.Literal("$SYS"), new Level.Literal("cost$"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/+", "+", "#", "a/#", "+/a/${username}"})
    void hasWildcard_wildcardAnywhere_true(String text) throws Exception {
        assertThat(TopicPattern.parse(text).hasWildcard()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "/", "a/${username}", "$SYS"})
    void hasWildcard_none_false(String text) throws Exception {
        assertThat(TopicPattern.parse(text).hasWildcard()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "a/#/b, 2, 1",
        "a#, 1, 1",
        "a/b+/c, 3, 1",
        "'', 0, 1",
        "a/${client.id, 2, 11",
        "${client.id}${username}, 12, 2",
        "$share/g/a, 0, 6",
        "$share, 0, 6",
        "$queue/a, 0, 6",
        "a+${username}, 1, 1"
    })
    void parse_noTopicFilter_pointsAtTheFault(String text, int index, int length) {
        PatternSyntaxException fault =
                catchThrowableOfType(PatternSyntaxException.class, () -> TopicPattern.parse(text));
        assertThat(fault.code()).isEqualTo("bad-topic-filter");
        assertThat(fault.index()).isEqualTo(index);
        assertThat(fault.length()).isEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${}",
                "${attributes.}",
                "${attributes}",
                "${cert.xx}",
                "${ client.id }",
                "${CLIENT.ID}",
                "${a/b}"
            })
    void parse_unknownVariable_isRefused(String text) {
        assertThat(catchThrowableOfType(PatternSyntaxException.class, () -> TopicPattern.parse("x/" + text)))
                .isNotNull();
    }

    @Test
    void parse_unknownVariable_namesTheNearest() {
        PatternSyntaxException fault =
                catchThrowableOfType(PatternSyntaxException.class, () -> TopicPattern.parse("a/${usernam}"));
        assertThat(fault.code()).isEqualTo("unknown-variable");
        assertThat(fault.help()).contains("did you mean `username`?");
    }

    @Test
    void parse_nulCharacter_isRefused() {
        assertThat(catchThrowableOfType(PatternSyntaxException.class, () -> TopicPattern.parse("a\0"))
                        .index())
                .isEqualTo(1);
    }

    @Test
    void parse_halfASurrogatePair_isRefused() {
        assertThat(catchThrowableOfType(PatternSyntaxException.class, () -> TopicPattern.parse("ab\uD83D/c"))
                        .index())
                .isEqualTo(2);
    }

    @Test
    void parse_asManyLevelsAsAllowed_isRead() throws Exception {
        assertThat(TopicPattern.parse("/".repeat(TopicPattern.MAX_LEVELS - 1)).levels())
                .hasSize(TopicPattern.MAX_LEVELS);
    }

    @Test
    void parse_oneLevelMore_isRefused() {
        assertThat(catchThrowableOfType(
                        PatternSyntaxException.class, () -> TopicPattern.parse("/".repeat(TopicPattern.MAX_LEVELS))))
                .isNotNull();
    }

    @Test
    void parse_moreBytesThanMqttAllows_isRefused() throws Exception {
        TopicPattern.parse("é".repeat(32_767));
        assertThat(catchThrowableOfType(PatternSyntaxException.class, () -> TopicPattern.parse("é".repeat(32_768))))
                .isNotNull();
    }
}
