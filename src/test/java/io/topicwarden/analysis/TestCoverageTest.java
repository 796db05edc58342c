/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.PolicyTests;
import io.topicwarden.policy.yaml.PolicyReader;
import io.topicwarden.policy.yaml.PolicyTestsReader;
import io.topicwarden.policy.yaml.SourceFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which permissions count as exercised. */
class TestCoverageTest {

    private static final Policy POLICY = PolicyReader.read(
                    List.of(
                            file(
                                    "policy.yaml",
                                    """
                    version: 1
                    roles:
                      r:
                        permissions:
                          - {allow: publish, topics: a/b, qos: 0}
                          - {deny: publish, topics: a/c}
                          - {allow: publish, topics: a/d}
                    """)))
            .value()
            .orElseThrow();

    private static SourceFile file(String name, String text) {
        return new SourceFile(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static TestCoverage coverage(String expectations) {
        PolicyTests tests = PolicyTestsReader.read(
                        file(
                                "policy-tests.yaml",
                                "tests:\n  - name: t\n    as: {client-id: x, roles: r}\n" + expectations.indent(4)),
                        Optional.empty())
                .value()
                .orElseThrow();
        TestReport report = TestRunner.run(CompiledPolicy.of(POLICY), tests, Instant.EPOCH, () -> true);
        return TestCoverage.of(POLICY, report.outcomes());
    }

    private static List<Integer> numbers(List<Permission> permissions) {
        return permissions.stream().map(one -> one.reference().permission()).toList();
    }

    @Test
    void of_rulesThatDecide_areExercised() {
        TestCoverage coverage = coverage("allow: publish a/b\ndeny: publish a/c");
        assertThat(numbers(coverage.exercised())).containsExactly(1, 2);
        assertThat(numbers(coverage.untouched())).containsExactly(3);
        assertThat(coverage.percent()).isEqualTo(66);
    }

    @Test
    void of_nearestMisses_areCountedApart() {
        TestCoverage coverage = coverage("deny: {publish: a/b, qos: 1}");
        assertThat(numbers(coverage.nearlyMissed())).containsExactly(1);
        assertThat(coverage.exercised()).isEmpty();
    }

    @Test
    void of_answersThatAreNotAsExpected_countForNothing() {
        TestCoverage coverage = coverage("allow: [publish a/c, {publish: a/b, qos: 1}]\ndeny: publish a/d");
        assertThat(numbers(coverage.untouched())).containsExactly(1, 2, 3);
    }

    @Test
    void of_emptyPolicy_isWhole() {
        assertThat(TestCoverage.of(Policy.EMPTY, List.of()).percent()).isEqualTo(100);
    }
}
