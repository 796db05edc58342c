/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

    private static Client client(String id, List<String> lines) {
        return new Client(
                id,
                Optional.of("alice"),
                Optional.empty(),
                "tls",
                Optional.empty(),
                Optional.empty(),
                MqttVersion.MQTT_5,
                Optional.empty(),
                Map.of("line", lines),
                Set.of());
    }

    @Test
    void resolve_textAndVariables_joinsThem() throws Exception {
        assertThat(Template.parse("${username}@${listener}", false).resolve(client("x", List.of())))
                .contains("alice@tls");
    }

    @Test
    void resolve_variableWithoutValue_isEmpty() throws Exception {
        assertThat(Template.parse("${identity}", false).resolve(client("x", List.of())))
                .isEmpty();
    }

    @Test
    void resolve_emptyValue_isEmpty() throws Exception {
        assertThat(Template.parse("a${attributes.line}", false).resolve(client("x", List.of(""))))
                .isEmpty();
    }

    @Test
    void resolve_severalValues_isEmpty() throws Exception {
        assertThat(Template.parse("${attributes.line}", false).resolve(client("x", List.of("a", "b"))))
                .isEmpty();
    }

    @Test
    void resolve_oneValueTwice_isThatValue() throws Exception {
        assertThat(Template.parse("${attributes.line}", false).resolve(client("x", List.of("a", "a"))))
                .contains("a");
    }

    @Test
    void permitsClientId_exactTemplate_isExact() throws Exception {
        Template template = Template.parse("${username}", true);
        assertThat(template.permitsClientIdOf(client("alice", List.of()))).isTrue();
        assertThat(template.permitsClientIdOf(client("alice2", List.of()))).isFalse();
        assertThat(template.permitsClientIdOf(client("", List.of()))).isFalse();
    }

    @Test
    void permitsClientId_openTemplate_isAPrefix() throws Exception {
        Template template = Template.parse("${username}-*", true);
        assertThat(template.permitsClientIdOf(client("alice-", List.of()))).isTrue();
        assertThat(template.permitsClientIdOf(client("alice-7", List.of()))).isTrue();
        assertThat(template.permitsClientIdOf(client("alice", List.of()))).isFalse();
        assertThat(template.permitsClientIdOf(client("bob-7", List.of()))).isFalse();
    }

    @Test
    void permitsClientId_starInTheValue_isNoWildcard() throws Exception {
        assertThat(Template.parse("${attributes.line}", true).permitsClientIdOf(client("anything", List.of("*"))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "alice", "a*${username}", "${username}**", "${username", "${}", "${nobody}"})
    void parse_noTemplate_isRefused(String text) {
        assertThat(catchThrowableOfType(PatternSyntaxException.class, () -> Template.parse(text, true)))
                .isNotNull();
    }

    @Test
    void parse_starWhereNoneIsAllowed_isRefused() {
        assertThat(catchThrowableOfType(PatternSyntaxException.class, () -> Template.parse("${username}*", false))
                        .index())
                .isEqualTo(11);
    }
}
