/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.conf;

import java.util.Locale;

/** The stable codes of what policy tests can find; {@code docs/errors.md} explains each. */
public enum TestCode {
    POLICY_TEST_FAILED,
    POLICY_TESTS_TOO_SLOW,
    OTHER_POLICY,
    TOO_MANY_FAILURES;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The code as operators see it: {@code policy-test-failed}. */
    @Override
    public String toString() {
        return text;
    }
}
