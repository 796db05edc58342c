/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.Conditions;
import io.topicwarden.policy.Effect;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.SharedGroups;
import io.topicwarden.policy.TopicPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The smallest piece of a permission: what it says of one action and one topic pattern.
 *
 * @param permission whose piece it is
 * @param action the action
 * @param pattern the topic pattern; empty for every topic
 */
record Statement(Permission permission, Action action, Optional<TopicPattern> pattern) {

    private static final Set<Integer> EVERY_QOS = Set.of(0, 1, 2);

    /** What it means, wherever it stands; conditions that do not concern the action are left out. */
    record Meaning(Effect effect, Action action, Optional<TopicPattern> pattern, Conditions conditions) {}

    static List<Statement> of(Permission permission) {
        List<Statement> statements = new ArrayList<>();
        for (Action action : Action.values()) {
            if (!permission.actions().contains(action)) {
                continue;
            }
            if (permission.everyTopic()) {
                statements.add(new Statement(permission, action, Optional.empty()));
            }
            for (TopicPattern pattern : permission.topics()) {
                statements.add(new Statement(permission, action, Optional.of(pattern)));
            }
        }
        return statements;
    }

    static List<Statement> of(List<Permission> permissions) {
        return permissions.stream()
                .flatMap(permission -> of(permission).stream())
                .toList();
    }

    boolean isAllow() {
        return permission.effect() == Effect.ALLOW;
    }

    Conditions conditions() {
        return permission.conditions();
    }

    Meaning meaning() {
        Conditions c = permission.conditions();
        boolean publish = action == Action.PUBLISH;
        Conditions concerning = new Conditions(
                c.qos().equals(EVERY_QOS) ? Set.of() : c.qos(),
                publish ? c.retain() : Optional.empty(),
                publish ? c.maxPayload() : OptionalLong.empty(),
                publish ? SharedGroups.UNSPECIFIED : c.sharedGroups(),
                c.when());
        return new Meaning(permission.effect(), action, pattern, concerning);
    }

    /** The topics as the operator wrote them. */
    String topics() {
        return pattern.map(TopicPattern::text).orElse("every topic");
    }
}
