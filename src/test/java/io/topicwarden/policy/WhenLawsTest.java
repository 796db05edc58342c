/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A {@code when} with lists of any length answers as if each text were compared by itself. */
class WhenLawsTest {

    private static final int CASES = 4000;

    /** Every key that lists texts, with the name under which it is said not to hold. */
    private static final List<String> KEYS = List.of(
            "identity",
            "client-id",
            "username",
            "listener",
            "attributes.site",
            "cn",
            "o",
            "ou",
            "serial",
            "fingerprint",
            "issuer-cn",
            "san-dns",
            "san-uri",
            "san-email");

    private final Random random = new Random(20_261_124);

    private static boolean naively(List<TextPattern> patterns, List<String> values) {
        return patterns.isEmpty()
                || values.stream().anyMatch(value -> patterns.stream().anyMatch(pattern -> pattern.matches(value)));
    }

    private static <T> List<T> of(Map<String, List<T>> lists, String key) {
        return lists.getOrDefault(key, List.of());
    }

    /** A client that is described without a listener came through none, which {@code *} does not stand for either. */
    private static List<String> had(Map<String, List<String>> values, String key) {
        return key.equals("listener") && of(values, key).contains("") ? List.of() : of(values, key);
    }

    private static String said(String key) {
        return KEYS.indexOf(key) < KEYS.indexOf("cn") ? key : "certificate";
    }

    @Test
    void unmet_anyListsOfTexts_isTheFirstKeyNoneOfWhoseTextsMatches() {
        for (int i = 0; i < CASES; i++) {
            Map<String, List<TextPattern>> asked = new LinkedHashMap<>();
            Map<String, List<String>> values = new LinkedHashMap<>();
            for (String key : KEYS) {
                asked.put(key, random.nextInt(4) == 0 ? patterns() : List.of());
                values.put(key, List.of(text("ab*A", 3)));
            }
            values.put("attributes.site", texts());
            values.put("san-dns", texts());
            Optional<String> expected = KEYS.stream()
                    .filter(key -> !naively(of(asked, key), had(values, key)))
                    .map(WhenLawsTest::said)
                    .findFirst();

            assertThat(when(asked).unmet(client(values), Instant.EPOCH))
                    .as("case %s: %s asked of %s", i, asked, values)
                    .isEqualTo(expected);
        }
    }

    @Test
    void match_manyTexts_agreesWithEachByItself() {
        for (int i = 0; i < CASES; i++) {
            List<TextPattern> patterns = patterns();
            String value = text("ab*A", 4);

            assertThat(TextPatterns.copyOf(patterns).match(value))
                    .as("case %s: %s asked of `%s`", i, patterns, value)
                    .isEqualTo(patterns.stream().anyMatch(pattern -> pattern.matches(value)));
        }
    }

    @Test
    void copyOf_isTheListItWasMadeOf() {
        List<TextPattern> patterns = List.of(new TextPattern("b"), new TextPattern("a*"), new TextPattern("b"));

        assertThat(TextPatterns.copyOf(patterns)).isEqualTo(patterns).hasSameHashCodeAs(patterns);
    }

    @Test
    void match_noTexts_nothing() {
        assertThat(TextPatterns.copyOf(List.of()).match("")).isFalse();
    }

    /** Few characters, so that texts often match; a capital letter, because nothing is folded. */
    private String text(String characters, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }

    private List<String> texts() {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> text("ab*A", 3))
                .toList();
    }

    private List<TextPattern> patterns() {
        List<TextPattern> patterns = new ArrayList<>();
        String characters = random.nextBoolean() ? "abA" : "abA*";
        for (int i = random.nextInt(random.nextInt(10) == 0 ? 40 : 5); i > 0; i--) {
            patterns.add(new TextPattern(text(characters, 3)));
        }
        return patterns;
    }

    private static When when(Map<String, List<TextPattern>> asked) {
        return new When(
                of(asked, "identity"),
                of(asked, "client-id"),
                of(asked, "username"),
                of(asked, "listener"),
                List.of(),
                Optional.empty(),
                List.of(),
                Map.of("site", of(asked, "attributes.site")),
                Optional.of(new CertificateCondition(
                        of(asked, "cn"),
                        of(asked, "o"),
                        of(asked, "ou"),
                        of(asked, "serial"),
                        of(asked, "fingerprint"),
                        of(asked, "issuer-cn"),
                        of(asked, "san-dns"),
                        of(asked, "san-uri"),
                        of(asked, "san-email"))),
                Optional.empty());
    }

    private static Client client(Map<String, List<String>> values) {
        CertificateFacts facts = new CertificateFacts(
                of(values, "cn"),
                of(values, "o"),
                of(values, "ou"),
                of(values, "serial").get(0),
                of(values, "fingerprint").get(0),
                of(values, "issuer-cn"),
                of(values, "san-dns"),
                of(values, "san-uri"),
                of(values, "san-email"),
                "",
                "");
        return new Client(
                of(values, "client-id").get(0),
                of(values, "username").stream().findFirst(),
                of(values, "identity").stream().findFirst(),
                of(values, "listener").get(0),
                Optional.empty(),
                Optional.empty(),
                MqttVersion.MQTT_5,
                Optional.of(facts),
                Map.of("site", of(values, "attributes.site")),
                Set.of());
    }
}
