/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.Effect;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All that the roles of a policy say, taken apart once. */
final class Statements {

    private record Kind(Effect effect, Action action) {}

    private final Policy policy;
    private final Map<String, List<Statement>> all = new HashMap<>();
    private final Map<String, Map<Kind, List<Statement>>> kinds = new HashMap<>();

    Statements(Policy policy) {
        this.policy = policy;
    }

    /** What a role says; nothing if there is none of this name. */
    List<Statement> of(String role) {
        return all.computeIfAbsent(role, name -> {
            Role found = policy.roles().get(name);
            return found == null ? List.of() : Statement.of(found.permissions());
        });
    }

    /** Of that, the allows or the denies of one action. */
    List<Statement> of(String role, Effect effect, Action action) {
        return kinds.computeIfAbsent(role, unused -> new HashMap<>())
                .computeIfAbsent(new Kind(effect, action), kind -> of(role).stream()
                        .filter(statement -> statement.action() == kind.action())
                        .filter(statement -> statement.permission().effect() == kind.effect())
                        .toList());
    }

    Policy policy() {
        return policy;
    }
}
