/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.workload;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.Conditions;
import io.topicwarden.policy.Effect;
import io.topicwarden.policy.PatternSyntaxException;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Role;
import io.topicwarden.policy.RuleReference;
import io.topicwarden.policy.SourceSpan;
import io.topicwarden.policy.TopicPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The policy that costs a subscription most: every pattern of so many levels, each of which is {@code a} or {@code +}, so
 * that each level of a filter that is {@code a} doubles the nodes that it may lead to.
 *
 * @param doublings how many levels are either; there are two to this power permissions
 */
public record AdversarialPolicy(int doublings) {

    /** The name of its only role. */
    public static final String ROLE = "adversary";

    /** The model. */
    public Policy model() {
        List<Permission> permissions = new ArrayList<>();
        for (int bits = 0; bits < 1 << doublings; bits++) {
            permissions.add(permission(bits));
        }
        Role role = new Role(ROLE, "", permissions, Optional.empty(), SourceSpan.startOf("policy.yaml"));
        return new Policy(Map.of(ROLE, role), List.of(), List.of());
    }

    private Permission permission(int bits) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < doublings; i++) {
            pattern.append((bits >> i & 1) == 0 ? "a/" : "+/");
        }
        return new Permission(
                new RuleReference(ROLE, bits + 1, new SourceSpan("policy.yaml", bits + 1, 9, 5)),
                Effect.ALLOW,
                Set.of(Action.SUBSCRIBE),
                List.of(parsed(pattern.append("end").toString())),
                false,
                "a benchmark",
                Conditions.NONE);
    }

    private static TopicPattern parsed(String text) {
        try {
            return TopicPattern.parse(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A filter that reaches every pattern and is matched by none. */
    public String filter() {
        return "a/".repeat(doublings) + "+";
    }
}
