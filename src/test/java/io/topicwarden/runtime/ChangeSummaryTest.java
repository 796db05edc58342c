/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.analysis.PolicyComparison;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.yaml.PolicyReader;
import io.topicwarden.policy.yaml.SourceFile;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangeSummaryTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static String summary(String before, String after) {
        return ChangeSummary.text(PolicyComparison.between(policy(before), policy(after), NOW));
    }

    private static Policy policy(String permissions) {
        String text = "version: 1\nroles:\n  r:\n    permissions:\n" + permissions;
        return PolicyReader.read(List.of(new SourceFile("policy.yaml", text.getBytes(UTF_8))))
                .value()
                .orElseThrow();
    }

    @Test
    void text_topicsAddedAndTaken_namesBothWithTheirPlaces() {
        assertThat(summary("      - {allow: publish, topics: [a, b]}\n", "      - {allow: publish, topics: [a, c]}\n"))
                .isEqualTo(
                        """

                        role `r`
                          + publish c
                              such as `c` by roles=r
                              allowed by policy.yaml:5
                          - publish b
                              such as `b` by roles=r
                              no longer allowed by before: policy.yaml:5
                        1 thing becomes allowed, 1 thing becomes forbidden""");
    }

    @Test
    void text_sameMeaning_saysSo() {
        assertThat(summary("      - {allow: publish, topics: [a, b]}\n", "      - {allow: publish, topics: [b, a]}\n"))
                .isEqualTo("\nboth mean the same");
    }

    @Test
    void text_veryManyChanges_endsWithHowMuchThereIsInAll() {
        String many = IntStream.range(0, 100)
                .mapToObj(i -> "      - {allow: publish, topics: t" + i + "}\n")
                .collect(Collectors.joining());
        String text = summary("      - {allow: publish, topics: a}\n", "      - {allow: publish, topics: a}\n" + many);
        assertThat(text.lines()).hasSizeLessThan(70);
        assertThat(text).contains("more lines: see topicwarden diff").endsWith("nothing becomes forbidden");
    }
}
