/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.Expectation;
import io.topicwarden.policy.PolicyTest;
import io.topicwarden.policy.PolicyTests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Runs policy tests. */
public final class TestRunner {

    private final AskedPolicy policy;
    private final Instant now;
    private final BooleanSupplier inTime;

    private TestRunner(CompiledPolicy policy, Instant now, BooleanSupplier inTime) {
        this.policy = new AskedPolicy(policy);
        this.now = now;
        this.inTime = inTime;
    }

    /**
     * Asks the policy all that the tests expect an answer to.
     *
     * @param now when clients ask that are not given a {@code time}
     * @param inTime asked before each answer; once it says no, what is left is not asked any more
     */
    public static TestReport run(CompiledPolicy policy, PolicyTests tests, Instant now, BooleanSupplier inTime) {
        return new TestRunner(policy, now, inTime).run(tests);
    }

    private TestReport run(PolicyTests tests) {
        List<TestOutcome> outcomes = new ArrayList<>();
        for (PolicyTest test : tests.tests()) {
            Client client = test.as().client();
            Instant at = test.as().time().orElse(now);
            for (Expectation expectation : test.expectations()) {
                if (!inTime.getAsBoolean()) {
                    return new TestReport(outcomes, Optional.of(test));
                }
                outcomes.add(new TestOutcome(test, expectation, policy.decide(client, expectation.attempt(), at)));
            }
        }
        return new TestReport(outcomes, Optional.empty());
    }
}
