/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.TextPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class GlobsTest {

    private static final int CASES = 2_000;
    private static final List<String> TEXTS = texts();

    @Test
    void shared_anyTwo_matchesWhatBothMatch() {
        Random random = new Random(1);
        for (int i = 0; i < CASES; i++) {
            String one = glob(random);
            String other = glob(random);
            for (String text : TEXTS) {
                assertThat(Globs.shared(one, other).stream().anyMatch(glob -> matches(glob, text)))
                        .as("`%s` and `%s` share `%s`: %s", one, other, text, Globs.shared(one, other))
                        .isEqualTo(matches(one, text) && matches(other, text));
            }
        }
    }

    @Test
    void shared_manyStars_isBounded() {
        assertThat(Globs.shared("*a".repeat(100), "*b".repeat(100))).hasSizeLessThanOrEqualTo(64);
    }

    @Test
    void filled_starsNextToEachOther_areOne() {
        assertThat(Globs.filled("**a*b", "x")).isEqualTo("xaxb");
    }

    @Test
    void matchesAll_onlyStars_isTrue() {
        assertThat(Globs.matchesAll("**")).isTrue();
        assertThat(Globs.matchesAll("")).isFalse();
        assertThat(Globs.matchesAll("*a")).isFalse();
    }

    private static boolean matches(String glob, String text) {
        return new TextPattern(glob).matches(text);
    }

    private static String glob(Random random) {
        StringBuilder glob = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            glob.append("aab*".charAt(random.nextInt(4)));
        }
        return glob.toString();
    }

    /** All texts of two letters, up to six long. */
    private static List<String> texts() {
        List<String> texts = new ArrayList<>(List.of(""));
        for (int i = 0; texts.get(i).length() < 6; i++) {
            texts.add(texts.get(i) + "a");
            texts.add(texts.get(i) + "b");
        }
        return texts;
    }
}
