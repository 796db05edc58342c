/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Effect;
import io.topicwarden.policy.Level;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.Role;
import io.topicwarden.policy.TopicPattern;

/** Finds allows that reach further than most roles need. */
final class BreadthCheck {

    private BreadthCheck() {}

    static void run(LintInput input, Findings findings) {
        for (Role role : input.policy().roles().values()) {
            for (Permission permission : role.permissions()) {
                if (permission.effect() == Effect.ALLOW) {
                    check(permission, role, findings);
                }
            }
        }
    }

    private static void check(Permission permission, Role role, Findings findings) {
        if (permission.everyTopic()) {
            findings.add(
                    LintCode.ALLOWS_EVERYTHING,
                    permission.reference().span(),
                    "role `" + role.name() + "` is allowed every topic, those of the broker included",
                    "name the topics that it needs");
        }
        permission.topics().forEach(pattern -> check(pattern, permission, role, findings));
    }

    private static void check(TopicPattern pattern, Permission permission, Role role, Findings findings) {
        if (isEverything(pattern)) {
            findings.add(
                    LintCode.ALLOWS_EVERYTHING,
                    permission.reference().span(),
                    "role `" + role.name() + "` is allowed `" + pattern
                            + "`, every topic but those that begin with `$`",
                    "name the topics that it needs");
        } else if (pattern.levels().get(0) instanceof Level.SingleWildcard) {
            findings.add(
                    LintCode.LEADING_WILDCARD,
                    permission.reference().span(),
                    "`" + pattern
                            + "` begins with a wildcard, so it reaches into every tree of topics, future ones included",
                    "name the first level, if the role needs only some");
        } else if (pattern.text().startsWith("$")) {
            findings.add(
                    LintCode.ALLOWS_BROKER_TOPICS,
                    permission.reference().span(),
                    "`" + pattern + "` lies among the topics that are the broker's own",
                    "check that the role needs it");
        }
    }

    private static boolean isEverything(TopicPattern pattern) {
        return pattern.multiLevel() && pattern.levels().stream().allMatch(Level.SingleWildcard.class::isInstance);
    }
}
