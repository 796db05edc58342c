/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.Conditions;
import io.topicwarden.policy.DeniedPublish;
import io.topicwarden.policy.Effect;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Role;
import io.topicwarden.policy.TopicPattern;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which roles a policy gives another meaning than an earlier policy; where they stand in the files does not matter. */
final class RoleChanges {

    /** What a permission means. */
    private record Meaning(
            Effect effect, Set<Action> actions, List<TopicPattern> topics, boolean everyTopic, Conditions conditions) {

        static Meaning of(Permission permission) {
            return new Meaning(
                    permission.effect(),
                    permission.actions(),
                    permission.topics(),
                    permission.everyTopic(),
                    permission.conditions());
        }
    }

    private record RoleMeaning(Optional<DeniedPublish> deniedPublish, Set<Meaning> permissions) {

        static RoleMeaning of(Role role) {
            Set<Meaning> permissions = new HashSet<>();
            role.permissions().forEach(permission -> permissions.add(Meaning.of(permission)));
            return new RoleMeaning(role.deniedPublish(), permissions);
        }
    }

    private final Policy policy;
    private Optional<Snapshot> compared = Optional.empty();
    private Set<String> changed = Set.of();

    RoleChanges(Policy policy) {
        this.policy = policy;
    }

    /** The names of the roles that differ from those of {@code before}, new and vanished ones included. */
    synchronized Set<String> since(Snapshot before) {
        if (policy.equals(before.policy().policy())) {
            return Set.of(); // only identities have changed
        }
        if (!compared.equals(Optional.of(before))) {
            changed = compare(before.policy().policy());
            compared = Optional.of(before);
        }
        return changed;
    }

    /** Whether of all that these roles say of subscribing, nothing was there before that is gone, and no deny is new. */
    boolean onlyAllowMore(Snapshot before, Set<String> roles) {
        for (String role : roles) {
            Set<Meaning> then = subscribing(before.policy().policy(), role);
            Set<Meaning> now = subscribing(policy, role);
            boolean kept = now.containsAll(then);
            boolean denied = now.stream().anyMatch(one -> one.effect() == Effect.DENY && !then.contains(one));
            if (!kept || denied) {
                return false;
            }
        }
        return true;
    }

    private static Set<Meaning> subscribing(Policy policy, String name) {
        return meaning(policy, name).map(RoleMeaning::permissions).orElse(Set.of()).stream()
                .filter(one -> one.actions().contains(Action.SUBSCRIBE))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Set<String> compare(Policy before) {
        Set<String> names = new HashSet<>(before.roles().keySet());
        names.addAll(policy.roles().keySet());
        names.removeIf(name -> meaning(before, name).equals(meaning(policy, name)));
        return Set.copyOf(names);
    }

    private static Optional<RoleMeaning> meaning(Policy policy, String name) {
        return Optional.ofNullable(policy.roles().get(name)).map(RoleMeaning::of);
    }
}
