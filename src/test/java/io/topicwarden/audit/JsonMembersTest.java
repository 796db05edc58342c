/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMembersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "\r\n",
                "\0",
                "\u001b[2J",
                "\u007f",
                "\u0085",
                "\u009b31m",
                "\u2028",
                "\u2029",
                "\u061c",
                "\u200f",
                "\u202e",
                "\u2066",
                "\ufeff",
                "\ud800",
                "\udc00x",
                "\udb40\udc41",
                "\ufffe"
            })
    void text_invisibleCharacter_isEscaped(String value) throws IOException {
        String json = text("a" + value + "b");

        assertThat(json).matches("\\{\"k\":\"[ -~]*\"}").contains("\\u");
        assertThat(LogFixture.parse(json).path("k").asText()).isEqualTo("a" + value + "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"", "\\", "\\u000a", "\"}\n{\"", "plants/é/中/😀", "{"})
    void text_awkwardCharacters_isReadBackAsItWas(String value) throws IOException {
        assertThat(LogFixture.parse(text(value)).path("k").asText()).isEqualTo(value);
    }

    @Test
    void text_visibleCharacters_areUtf8() {
        assertThat(text("é中😀")).isEqualTo("{\"k\":\"é中😀\"}");
    }

    @Test
    void text_anyCodeUnits_isOneLineReadBackAsItWas() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            String value = random.ints(random.nextInt(40), 0, 0x10000)
                    .collect(StringBuilder::new, (text, unit) -> text.append((char) unit), StringBuilder::append)
                    .toString();

            String json = text(value);

            assertThat(json.lines()).hasSize(1);
            assertThat(LogFixture.parse(json).path("k").asText()).isEqualTo(value);
        }
    }

    @Test
    void text_longest_isKept() throws IOException {
        String value = "x".repeat(4096);

        assertThat(LogFixture.parse(text(value)).path("k").asText()).isEqualTo(value);
    }

    @Test
    void text_longer_isCutWithItsLength() throws IOException {
        assertThat(LogFixture.parse(text("x".repeat(65_535))).path("k").asText())
                .isEqualTo("x".repeat(4096) + "...(61439 more)");
    }

    @Test
    void text_cutWithinSurrogatePair_isCutBeforeIt() throws IOException {
        assertThat(LogFixture.parse(text("x".repeat(4095) + "😀")).path("k").asText())
                .isEqualTo("x".repeat(4095) + "...(2 more)");
    }

    @Test
    void members_ofEveryType_areReadBack() throws IOException {
        byte[] members = new JsonMembers()
                .instant("at", Instant.parse("2026-01-31T23:59:59.9999Z"))
                .begin("object")
                .number("line", 14)
                .text("file", "{")
                .end()
                .flag("retain", true)
                .toBytes();

        JsonNode json = LogFixture.parse("{" + new String(members, UTF_8) + "}");

        assertThat(json)
                .hasToString(
                        "{\"at\":\"2026-01-31T23:59:59.999Z\",\"object\":{\"line\":14,\"file\":\"{\"},\"retain\":true}");
    }

    private static String text(String value) {
        return "{" + new String(new JsonMembers().text("k", value).toBytes(), UTF_8) + "}";
    }
}
