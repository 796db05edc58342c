/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.util.List;
import java.util.Set;

/**
 * One entry of a role.
 *
 * @param reference how it is named
 * @param effect allow or deny
 * @param actions what it speaks of, at least one
 * @param topics the topic patterns, empty only if {@code everyTopic}
 * @param everyTopic whether it speaks of all topics, those that begin with {@code $} included
 * @param wildcards the operator's reason for wildcards in an allow; empty if none was given
 * @param conditions what else it asks for
 */
public record Permission(
        RuleReference reference,
        Effect effect,
        Set<Action> actions,
        List<TopicPattern> topics,
        boolean everyTopic,
        String wildcards,
        Conditions conditions) {

    public Permission {
        actions = Set.copyOf(actions);
        topics = List.copyOf(topics);
        if (topics.isEmpty() != everyTopic) {
            throw new IllegalArgumentException("a permission has either topics or every topic");
        }
    }
}
