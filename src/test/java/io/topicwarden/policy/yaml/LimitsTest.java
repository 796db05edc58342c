/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.Problem;
import io.topicwarden.policy.SourceSpan;
import io.topicwarden.policy.TopicPattern;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is as large as it may be is read, what is larger is refused at its place. */
final class LimitsTest {

    private static final int LONGEST = Limits.MAX_COMPARED_CHARACTERS;
    private static final int MOST = Limits.MAX_ENTRIES;

    private static String permission(String more) {
        return "version: 1\nroles:\n  r:\n    permissions:\n      - {allow: publish, topics: t, " + more + "}\n";
    }

    private static String list(int count) {
        return "[" + String.join(", ", Collections.nCopies(count, "a")) + "]";
    }

    private static Stream<Arguments> pair(String code, String kind, String within, String beyond) {
        return Stream.of(Arguments.of(kind, within, Optional.empty()), Arguments.of(kind, beyond, Optional.of(code)));
    }

    private static String client(int characters) {
        return permission("when: {client-id: \"" + "😀".repeat(characters) + "\"}");
    }

    private static String identity(int characters) {
        return "version: 1\nidentities:\n  a: {attributes: {site: [" + "x".repeat(characters) + "]}}\n";
    }

    private static String wildcards(int characters) {
        return permission("wildcards: " + "x".repeat(characters));
    }

    private static String networks(int characters) {
        return permission("when: {network: \"" + " ".repeat(characters) + "\"}");
    }

    private static String listener(int characters) {
        return "version: 1\nlisteners:\n  l: {authenticate: password, client-id: \"${username}"
                + "x".repeat(characters - 11) + "\"}\n";
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                        pair("text-too-long", "policy", client(LONGEST), client(LONGEST + 1)),
                        pair("text-too-long", "identities", identity(LONGEST), identity(LONGEST + 1)),
                        pair(
                                "text-too-long",
                                "policy",
                                wildcards(Limits.MAX_PROSE_CHARACTERS),
                                wildcards(Limits.MAX_PROSE_CHARACTERS + 1)),
                        pair("bad-template", "topicwarden", listener(LONGEST), listener(LONGEST + 1)),
                        pair(
                                "too-many-entries",
                                "policy",
                                permission("shared-groups: " + list(MOST)).replace("publish", "subscribe"),
                                permission("shared-groups: " + list(MOST + 1)).replace("publish", "subscribe")),
                        pair(
                                "too-many-entries",
                                "policy",
                                permission("when: {identity: " + list(MOST) + "}"),
                                permission("when: {identity: " + list(MOST + 1) + "}")))
                .flatMap(pair -> pair);
    }

    /** The same without what is expected, for the schemas. */
    static Stream<Arguments> texts() {
        return cases().map(one -> Arguments.of(one.get()[0], one.get()[1]));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void read_atABound_isRefusedOnlyBeyondIt(String kind, String text, Optional<String> code) {
        Loaded<?> loaded =
                switch (kind) {
                    case "topicwarden" -> Texts.settings(text);
                    case "identities" -> Texts.identities(text);
                    default -> Texts.policy(text);
                };
        assertThat(Texts.codes(loaded)).isEqualTo(code.stream().toList());
    }

    @Test
    void read_longNetwork_isRefused() {
        assertThat(Texts.codes(Texts.policy(networks(1_000_000)))).containsExactly("bad-network");
    }

    @Test
    void read_entryBeyondTheBound_isThePlace() {
        Problem problem = Texts.policy(permission("when: {identity: " + list(MOST + 1) + "}"))
                .problems()
                .get(0);
        assertThat(problem.span()).isEqualTo(new SourceSpan("policy.yaml", 5, 55 + 3 * MOST, 1));
        assertThat(problem.message()).isEqualTo("`identity` has more than 10000 entries");
    }

    @Test
    void read_levelsOfAllFilesTogether_areBounded() {
        String topics = String.join(", ", Collections.nCopies(1_000, "a" + "/a".repeat(TopicPattern.MAX_LEVELS - 1)));
        String permission = "      - {allow: publish, topics: [" + topics + "]}\n";
        int most = Limits.MAX_LEVELS / (1_000 * TopicPattern.MAX_LEVELS + 1);
        SourceFile one =
                Texts.file("policy.yaml", "version: 1\nroles:\n  r:\n    permissions:\n" + permission.repeat(most - 1));
        SourceFile other =
                Texts.file("policy.d/b.yaml", "version: 1\nroles:\n  s:\n    permissions:\n" + permission.repeat(3));
        List<Problem> problems = PolicyReader.read(List.of(one, other)).problems();
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).code()).isEqualTo("too-many-entries");
        assertThat(problems.get(0).span().fileAndLine()).isEqualTo("policy.d/b.yaml:6");
    }
}
