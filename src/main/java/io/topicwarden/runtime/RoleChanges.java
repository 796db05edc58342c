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
import java.util.Collections;
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

    /** How the roles of two policies differ. */
    private record Differences(Optional<Snapshot> before, Set<String> changed, Set<String> lessened) {}

    private final Policy policy;
    private volatile Differences known = new Differences(Optional.empty(), Set.of(), Set.of());

    RoleChanges(Policy policy) {
        this.policy = policy;
    }

    /** How having these roles, before and now, concerns a client. */
    Concern concern(Snapshot before, Set<String> roles) {
        Differences differences = since(before);
        if (Collections.disjoint(roles, differences.changed())) {
            return Concern.NONE;
        }
        return Collections.disjoint(roles, differences.lessened()) ? Concern.MORE : Concern.LESS;
    }

    /** Compared once, since every connected client asks. */
    private Differences since(Snapshot before) {
        Differences last = known;
        if (last.before().equals(Optional.of(before))) { // a snapshot equals only itself
            return last;
        }
        Differences next = compare(before);
        known = next;
        return next;
    }

    private Differences compare(Snapshot snapshot) {
        Policy before = snapshot.policy().policy();
        if (policy.equals(before)) {
            return new Differences(Optional.of(snapshot), Set.of(), Set.of()); // only identities have changed
        }
        Set<String> changed = new HashSet<>(before.roles().keySet());
        changed.addAll(policy.roles().keySet());
        changed.removeIf(name -> meaning(before, name).equals(meaning(policy, name)));
        Set<String> lessened = new HashSet<>(changed);
        lessened.removeIf(name -> onlyAllowsMore(subscribing(before, name), subscribing(policy, name)));
        return new Differences(Optional.of(snapshot), Set.copyOf(changed), Set.copyOf(lessened));
    }

    /**
     * Whether of all that a role says of subscribing nothing was there before that is gone, and nothing is new that can take
     * anything: a deny, or an allow that ends with the hour.
     */
    private static boolean onlyAllowsMore(Set<Meaning> then, Set<Meaning> now) {
        return now.containsAll(then)
                && now.stream().filter(one -> !then.contains(one)).noneMatch(RoleChanges::takes);
    }

    private static boolean takes(Meaning one) {
        return one.effect() == Effect.DENY || one.conditions().when().time().isPresent();
    }

    private static Set<Meaning> subscribing(Policy policy, String name) {
        return meaning(policy, name).map(RoleMeaning::permissions).orElse(Set.of()).stream()
                .filter(one -> one.actions().contains(Action.SUBSCRIBE))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<RoleMeaning> meaning(Policy policy, String name) {
        return Optional.ofNullable(policy.roles().get(name)).map(RoleMeaning::of);
    }
}
