/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.topicwarden.testing.HostileText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a single text of a file says: it is read, and says the same when written again, or it is refused at a place in it. */
final class TextFuzzTest {

    private interface Parser<T> {
        T parse(String text) throws PatternSyntaxException;
    }

    static Stream<byte[]> topicPatterns() {
        return texts(
                "plants/+/${cert.ou}/dev-${client.id}.x/#", "#", "/", "$share/g/a", "a#", "${attributes.a b}", "$");
    }

    static Stream<byte[]> templates() {
        return texts("${cert.cn}", "dev-${username}-*", "${attributes.", "a*${cert.san.dns}");
    }

    static Stream<byte[]> networks() {
        return texts("10.20.0.0/16", "::1/128", "::ffff:10.0.0.1/120", "2001:db8::/32", "1.2.3.4%a", "0/0");
    }

    static Stream<byte[]> hashes() {
        String tail = "$" + "c".repeat(22) + "$" + "d".repeat(43);
        return texts(
                "$argon2id$v=19$m=19456,t=2,p=1" + tail,
                "$argon2id$v=19$m=262144,t=20,p=16" + tail,
                "$2b$12$" + "a".repeat(53));
    }

    static Stream<byte[]> patternsAndValues() {
        return texts("a*b\nacb", "**\n", "*a*ab\naaaaab", "s1\ns1");
    }

    @MethodSource("topicPatterns")
    @FuzzTest
    void topicPattern(byte[] bytes) {
        parsed(HostileText.of(bytes), TopicPattern::parse).ifPresent(pattern -> {
            String levels = pattern.levels().stream().map(TextFuzzTest::written).collect(Collectors.joining("/"));
            String separator = pattern.levels().isEmpty() ? "" : "/";
            assertThat(levels + (pattern.multiLevel() ? separator + "#" : "")).isEqualTo(pattern.text());
            assertThat(parsed(pattern.text(), TopicPattern::parse)).contains(pattern);
        });
    }

    @MethodSource("templates")
    @FuzzTest
    void template(byte[] bytes) {
        String text = HostileText.of(bytes);
        Stream.of(true, false)
                .flatMap(star -> parsed(text, source -> Template.parse(source, star)).stream())
                .forEach(template -> assertThat(template.parts().stream()
                                .map(TextFuzzTest::written)
                                .collect(Collectors.joining("", "", template.open() ? "*" : "")))
                        .isEqualTo(text));
    }

    @MethodSource("networks")
    @FuzzTest
    void addressRange(byte[] bytes) {
        parsed(HostileText.of(bytes), AddressRange::parse)
                .ifPresent(range -> assertThat(parsed(range.toString(), AddressRange::parse))
                        .contains(range));
    }

    @MethodSource("hashes")
    @FuzzTest
    void passwordHash(byte[] bytes) {
        parsed(HostileText.of(bytes), PasswordHash::parse).ifPresent(hash -> {
            assertThat(parsed(hash.encoded(), PasswordHash::parse)).contains(hash);
            assertThat(hash.toString()).doesNotContain("$");
        });
    }

    /** The pattern is the first line, the value is the rest. */
    @MethodSource("patternsAndValues")
    @FuzzTest
    void textPattern(byte[] bytes) {
        String[] both = HostileText.of(Arrays.copyOf(bytes, Math.min(bytes.length, 300)))
                .split("\n", 2);
        String value = both.length == 2 ? both[1] : "";
        assertThat(new TextPattern(both[0]).matches(value)).isEqualTo(matches(both[0], value));
    }

    /** By the definition, place for place of the pattern: which beginnings of the value it matches. */
    private static boolean matches(String pattern, String value) {
        boolean[] matched = new boolean[value.length() + 1];
        matched[0] = true;
        for (int place = 0; place < pattern.length(); place++) {
            char c = pattern.charAt(place);
            boolean[] next = new boolean[matched.length];
            boolean any = false;
            for (int i = 0; i < matched.length; i++) {
                any |= matched[i];
                next[i] = c == '*' ? any : i > 0 && matched[i - 1] && value.charAt(i - 1) == c;
            }
            matched = next;
        }
        return matched[value.length()];
    }

    private static <T> Optional<T> parsed(String text, Parser<T> parser) {
        try {
            return Optional.of(parser.parse(text));
        } catch (PatternSyntaxException e) {
            assertThat(e.index()).isBetween(0, text.length());
            assertThat(e.length()).isBetween(0, Math.max(1, text.length() - e.index()));
            return Optional.empty();
        }
    }

    private static String written(Level level) {
        if (level instanceof Level.Literal literal) {
            return literal.text();
        }
        return level instanceof Level.VariableLevel variable
                ? variable.prefix() + variable.variable() + variable.suffix()
                : "+";
    }

    private static String written(Template.Part part) {
        return part instanceof Template.Part.Text literal
                ? literal.text()
                : ((Template.Part.Value) part).variable().toString();
    }

    private static Stream<byte[]> texts(String... texts) {
        return List.of(texts).stream().map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
}
