/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.engine.Decision;
import io.topicwarden.policy.Expectation;
import io.topicwarden.policy.PolicyTest;

/**
 * What came of one expectation.
 *
 * @param test the test that it belongs to
 * @param expectation what was expected
 * @param decision what the policy says
 */
public record TestOutcome(PolicyTest test, Expectation expectation, Decision decision) {

    /** Whether the policy says what was expected, for the reason that was expected. */
    public boolean passed() {
        if (!(decision instanceof Decision.Denied denied)) {
            return expectation.allowed();
        }
        return !expectation.allowed()
                && expectation.because().map(denied.reason()::equals).orElse(true);
    }

    /** What was expected: {@code allowed}, {@code denied}, or {@code denied (qos)}. */
    public String expected() {
        if (expectation.allowed()) {
            return "allowed";
        }
        return "denied" + expectation.because().map(code -> " (" + code + ")").orElse("");
    }

    /** What the policy says, likewise, the reason always told. */
    public String actual() {
        return decision instanceof Decision.Denied denied ? "denied (" + denied.reason() + ")" : "allowed";
    }

    /** Why the policy says so. */
    public String why() {
        if (decision instanceof Decision.Denied denied) {
            return denied.message();
        }
        return ((Decision.Allowed) decision).rule() + " allows it";
    }
}
