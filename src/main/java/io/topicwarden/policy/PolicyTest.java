/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.util.List;

/**
 * One policy test: what a policy is to allow one client, and what to deny it.
 *
 * @param name the operator's words
 * @param as the client
 * @param expectations at least one, those to be allowed first
 * @param span where the name stands
 */
public record PolicyTest(String name, DescribedClient as, List<Expectation> expectations, SourceSpan span) {

    public PolicyTest {
        expectations = List.copyOf(expectations);
    }
}
