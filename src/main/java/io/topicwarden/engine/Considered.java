/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Effect;
import io.topicwarden.policy.RuleReference;
import java.util.List;

/**
 * A permission that came into question for an attempt, because its topics have to do with what was asked for.
 *
 * @param rule the permission
 * @param effect what it does
 * @param parts of a subscription, what each of its topics shares with the topic filter; empty if it matches all of it
 * @param unmet why it does not count, a clause each; empty if it does
 * @param closing whether it is a deny of which a variable cannot be resolved, so that it denies everything
 */
public record Considered(RuleReference rule, Effect effect, List<String> parts, List<String> unmet, boolean closing) {

    public Considered {
        parts = List.copyOf(parts);
        unmet = List.copyOf(unmet);
    }

    /** Whether all of its conditions hold. */
    public boolean holds() {
        return unmet.isEmpty();
    }
}
