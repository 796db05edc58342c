/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.util.List;
import java.util.Optional;

/**
 * The tests of one file.
 *
 * @param policy the policy that they are about, relative to the file; empty means the one beside it
 * @param tests in the order of the file
 */
public record PolicyTests(Optional<FileReference> policy, List<PolicyTest> tests) {

    public PolicyTests {
        tests = List.copyOf(tests);
    }

    /** How many answers are expected in all tests together. */
    public int expectations() {
        return tests.stream().mapToInt(test -> test.expectations().size()).sum();
    }
}
