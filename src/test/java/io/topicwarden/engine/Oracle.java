/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.Conditions;
import io.topicwarden.policy.Effect;
import io.topicwarden.policy.Level;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.TopicPattern;
import io.topicwarden.policy.Variable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Decides as the documentation says, permission by permission and level by level, without any thought of speed. */
record Oracle(List<Permission> permissions, Client client, Instant now) {

    boolean mayPublish(String topic, int qos, boolean retain, long payloadBytes) {
        return isPermitted(Action.PUBLISH, topic, permission -> {
            Conditions c = permission.conditions();
            return (c.qos().isEmpty() || c.qos().contains(qos))
                    && c.retain().orElse(retain) == retain
                    && payloadBytes <= c.maxPayload().orElse(payloadBytes)
                    && c.when().holds(client, now);
        });
    }

    boolean mayRead(String topic, int qos, Optional<String> group) {
        return isPermitted(Action.SUBSCRIBE, topic, permission -> {
            Conditions c = permission.conditions();
            return (c.qos().isEmpty() || c.qos().contains(qos))
                    && speaksOf(group, permission)
                    && c.when().holds(client, now);
        });
    }

    boolean mayReceive(String topic) {
        return isPermitted(
                Action.SUBSCRIBE,
                topic,
                permission -> permission.conditions().when().holds(client, now));
    }

    private static boolean speaksOf(Optional<String> group, Permission permission) {
        Conditions c = permission.conditions();
        boolean named = group.isPresent() && c.sharedGroups().contains(group.get());
        if (permission.effect() == Effect.ALLOW) {
            return group.isEmpty() || named;
        }
        return c.sharedGroups().isUnspecified() || named;
    }

    private boolean isPermitted(Action action, String topic, Predicate<Permission> holds) {
        List<Permission> inForce = permissions.stream()
                .filter(permission -> permission.actions().contains(action))
                .filter(holds)
                .toList();
        boolean closed = inForce.stream().anyMatch(p -> p.effect() == Effect.DENY && isUnresolved(p));
        boolean denied = inForce.stream().anyMatch(p -> p.effect() == Effect.DENY && matches(p, topic));
        boolean allowed = inForce.stream().anyMatch(p -> p.effect() == Effect.ALLOW && matches(p, topic));
        return allowed && !denied && !closed;
    }

    private boolean isUnresolved(Permission permission) {
        for (TopicPattern pattern : permission.topics()) {
            for (int i = 0; i < pattern.levels().size(); i++) {
                if (pattern.levels().get(i) instanceof Level.VariableLevel level) {
                    List<String> values = client.values(level.variable());
                    if (values.isEmpty() || usable(values, i, level).size() < values.size()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean matches(Permission permission, String topic) {
        return permission.everyTopic() || permission.topics().stream().anyMatch(pattern -> matches(pattern, topic));
    }

    private boolean matches(TopicPattern pattern, String topic) {
        List<String> levels = Arrays.asList(topic.split("/", -1));
        int length = pattern.levels().size();
        if (pattern.multiLevel() ? levels.size() < length : levels.size() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (!matches(pattern.levels().get(i), i, levels.get(i))) {
                return false;
            }
        }
        return length > 0 || !topic.startsWith("$");
    }

    private boolean matches(Level level, int index, String text) {
        if (level instanceof Level.Literal literal) {
            return literal.text().equals(text);
        }
        if (level instanceof Level.VariableLevel variable) {
            Variable named = variable.variable();
            return usable(client.values(named), index, variable).stream()
                    .anyMatch(value -> text.equals(variable.prefix() + value + variable.suffix()));
        }
        return index > 0 || !text.startsWith("$");
    }

    private static List<String> usable(List<String> values, int index, Level.VariableLevel level) {
        return values.stream()
                .filter(value -> !value.isEmpty() && value.chars().noneMatch(c -> "/+#\0".indexOf(c) >= 0))
                .filter(value -> index > 0 || !level.prefix().isEmpty() || !value.startsWith("$"))
                .toList();
    }
}
