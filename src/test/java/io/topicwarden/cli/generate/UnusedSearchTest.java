/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.analysis.AskedPolicy;
import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.yaml.PolicyReader;
import io.topicwarden.policy.yaml.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnusedSearchTest {

    private static final Client S1 = Seen.client("s1", "s1");

    private static final Policy POLICY = PolicyReader.read(List.of(new SourceFile(
                    "policy.yaml",
                    """
                    version: 1
                    roles: {sensor: {permissions: [{allow: publish, topics: a}]}}
                    assignments: [{roles: sensor, when: {identity: s1}}]
                    """
                            .getBytes(StandardCharsets.UTF_8))))
            .value()
            .orElseThrow();

    private static List<Unused> unused(Seen seen) {
        Evidence evidence = Evidence.of(
                seen.observed(), Optional.of(new AskedPolicy(CompiledPolicy.of(POLICY))), Map.of(), Seen.NOW);
        return UnusedSearch.in(POLICY, evidence, Seen.NOW);
    }

    @Test
    void in_holderThatWasOnlyRefused_holdsTheRole() {
        assertThat(unused(new Seen().add(S1, Attempt.of(Attempt.Kind.PUBLISH, "b"), 0, 0, 3)))
                .extracting(Unused::held)
                .containsExactly(true);
    }

    @Test
    void in_holderThatDidWhatIsForbiddenNow_holdsTheRole() {
        assertThat(unused(new Seen().publish(S1, "b"))).extracting(Unused::held).containsExactly(true);
    }

    @Test
    void in_othersThanTheHolder_holdNothing() {
        assertThat(unused(new Seen().publish(Seen.client("s2", "s2"), "a")))
                .extracting(Unused::held)
                .containsExactly(false);
    }

    @Test
    void in_holderThatUsedIt_isNothing() {
        assertThat(unused(new Seen().publish(S1, "a"))).isEmpty();
    }
}
