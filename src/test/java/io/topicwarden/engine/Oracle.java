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
import java.util.stream.IntStream;

/** Decides as the documentation says, permission by permission and level by level, without any thought of speed. */
record Oracle(List<Permission> permissions, Client client, Instant now) {

    Predicate<String> mayPublish(int qos, boolean retain, long payloadBytes) {
        return isPermitted(Action.PUBLISH, permission -> {
            Conditions c = permission.conditions();
            return (c.qos().isEmpty() || c.qos().contains(qos))
                    && c.retain().orElse(retain) == retain
                    && payloadBytes <= c.maxPayload().orElse(payloadBytes)
                    && c.when().holds(client, now);
        });
    }

    Predicate<String> mayRead(int qos, Optional<String> group) {
        return isPermitted(Action.SUBSCRIBE, permission -> {
            Conditions c = permission.conditions();
            return (c.qos().isEmpty() || c.qos().contains(qos))
                    && speaksOf(group, permission)
                    && c.when().holds(client, now);
        });
    }

    /** By a subscription of this quality of service or a higher one, or whatever the qualities of service. */
    Predicate<String> mayReceive(int qos) {
        return IntStream.rangeClosed(qos, 2)
                .mapToObj(asked -> mayRead(asked, Optional.empty()))
                .reduce(
                        isPermitted(
                                Action.SUBSCRIBE,
                                permission -> permission.conditions().when().holds(client, now)),
                        Predicate::or);
    }

    private static boolean speaksOf(Optional<String> group, Permission permission) {
        Conditions c = permission.conditions();
        boolean named = group.isPresent() && c.sharedGroups().contains(group.get());
        if (permission.effect() == Effect.ALLOW) {
            return group.isEmpty() || named;
        }
        return c.sharedGroups().isUnspecified() || named;
    }

    private Predicate<String> isPermitted(Action action, Predicate<Permission> holds) {
        List<Permission> inForce = permissions.stream()
                .filter(permission -> permission.actions().contains(action))
                .filter(holds)
                .toList();
        if (inForce.stream().anyMatch(p -> p.effect() == Effect.DENY && isUnresolved(p))) {
            return topic -> false;
        }
        return topic -> {
            List<String> levels = Arrays.asList(topic.split("/", -1));
            return anyMatches(inForce, Effect.ALLOW, levels) && !anyMatches(inForce, Effect.DENY, levels);
        };
    }

    private boolean anyMatches(List<Permission> inForce, Effect effect, List<String> levels) {
        for (Permission permission : inForce) {
            if (permission.effect() == effect && matches(permission, levels)) {
                return true;
            }
        }
        return false;
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

    private boolean matches(Permission permission, List<String> levels) {
        boolean matches = permission.everyTopic();
        for (TopicPattern pattern : permission.topics()) {
            matches |= matches(pattern, levels);
        }
        return matches;
    }

    private boolean matches(TopicPattern pattern, List<String> levels) {
        int length = pattern.levels().size();
        if (pattern.multiLevel() ? levels.size() < length : levels.size() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (!matches(pattern.levels().get(i), i, levels.get(i))) {
                return false;
            }
        }
        return length > 0 || !levels.get(0).startsWith("$");
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
