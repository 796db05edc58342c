/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.conf;

import io.topicwarden.analysis.TestOutcome;
import io.topicwarden.policy.Problem;
import io.topicwarden.policy.yaml.ShownText;
import java.util.Optional;

/** Tells of an answer that is not as a policy test expects it. */
public final class FailedTest {

    private FailedTest() {}

    /** The problem, at the place of the expectation. */
    public static Problem problem(TestOutcome failure) {
        String kind = failure.expectation().attempt().kind().toString();
        return new Problem(
                TestCode.POLICY_TEST_FAILED.toString(),
                ShownText.of(kind + " is " + failure.actual() + ", but test `"
                        + failure.test().name() + "` expects it to be " + failure.expected() + ": " + failure.why()),
                failure.expectation().span(),
                failure.expectation().sourceLine(),
                Optional.of("mend the policy, or the test if the policy is right"));
    }
}
