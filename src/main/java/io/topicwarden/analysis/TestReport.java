/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.PolicyTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of policy tests.
 *
 * @param outcomes in the order of the file
 * @param unfinished the test at which the time was up
 */
public record TestReport(List<TestOutcome> outcomes, Optional<PolicyTest> unfinished) {

    public TestReport {
        outcomes = List.copyOf(outcomes);
    }

    /** What did not come out as expected. */
    public List<TestOutcome> failures() {
        return outcomes.stream().filter(outcome -> !outcome.passed()).toList();
    }

    /** The outcomes of each test, in the order of the file. */
    public Map<PolicyTest, List<TestOutcome>> byTest() {
        Map<PolicyTest, List<TestOutcome>> byTest = new LinkedHashMap<>();
        outcomes.forEach(outcome -> byTest.computeIfAbsent(outcome.test(), unused -> new ArrayList<>())
                .add(outcome));
        return byTest;
    }
}
