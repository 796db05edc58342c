/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.generate;

import io.topicwarden.analysis.AskedPolicy;
import io.topicwarden.engine.ClientPermissions;
import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.engine.Decision;
import io.topicwarden.engine.RoleSet;
import io.topicwarden.policy.Action;
import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.Effect;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Role;
import io.topicwarden.policy.RuleReference;
import io.topicwarden.policy.TopicPattern;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what of a policy nobody used. A topic of an allow is used by a publish that it would permit alone, and by a subscription
 * of which it would permit a part.
 */
public final class UnusedSearch {

    /*
     * Each topic of each allow is made a permission of its own, numbered. One decision of each deed finds most of those that
     * are used; only the others are asked one by one.
     */

    /**
     * One topic of an allow, or every topic.
     *
     * @param topic its pattern, empty for every topic
     */
    private record Part(Permission permission, String topic) {}

    private final Policy policy;
    private final InstantSource time;
    private final Map<Integer, Part> parts = new LinkedHashMap<>();
    private final Map<Integer, Permission> alone = new HashMap<>();
    private final Set<Integer> used = new HashSet<>();
    private final Map<String, List<Deed>> byRole = new HashMap<>();
    private final Set<String> held = new HashSet<>();

    private UnusedSearch(Policy policy, Instant now) {
        this.policy = policy;
        this.time = InstantSource.fixed(now);
    }

    /** What of this policy nothing of this used, in the order of the policy. */
    public static List<Unused> in(Policy policy, Evidence evidence, Instant now) {
        return new UnusedSearch(policy, now).search(evidence);
    }

    private List<Unused> search(Evidence evidence) {
        AskedPolicy asked = new AskedPolicy(CompiledPolicy.of(split()));
        evidence.clients().forEach(client -> held.addAll(asked.rolesOf(client, time.instant())));
        for (Deed deed : evidence.deeds()) {
            Decision decision = asked.decide(deed.client(), deed.attempt(), time.instant());
            if (decision instanceof Decision.Allowed allowed) {
                used.add(allowed.rule().permission());
                asked.rolesOf(deed.client(), time.instant())
                        .forEach(role -> byRole.computeIfAbsent(role, unused -> new ArrayList<>())
                                .add(deed));
            }
        }
        parts.keySet().stream()
                .filter(part -> !used.contains(part))
                .filter(this::isUsed)
                .toList()
                .forEach(used::add);
        return unused();
    }

    private Policy split() {
        Map<String, Role> roles = new LinkedHashMap<>();
        policy.roles().forEach((name, role) -> {
            List<Permission> permissions = new ArrayList<>();
            role.permissions().forEach(permission -> split(permission, permissions));
            roles.put(name, new Role(name, role.description(), permissions, role.deniedPublish(), role.span()));
        });
        return new Policy(roles, policy.assignments(), policy.blocks());
    }

    private void split(Permission permission, List<Permission> into) {
        if (permission.effect() == Effect.DENY) {
            into.add(permission);
        } else if (permission.everyTopic()) {
            into.add(part(permission, "", List.of()));
        } else {
            permission.topics().forEach(topic -> into.add(part(permission, topic.text(), List.of(topic))));
        }
    }

    private Permission part(Permission permission, String topic, List<TopicPattern> topics) {
        int number = parts.size() + 1;
        parts.put(number, new Part(permission, topic));
        Permission part = new Permission(
                new RuleReference(
                        permission.reference().role(),
                        number,
                        permission.reference().span()),
                permission.effect(),
                permission.actions(),
                topics,
                permission.everyTopic(),
                permission.wildcards(),
                permission.conditions());
        alone.put(number, part);
        return part;
    }

    private boolean isUsed(int number) {
        Permission permission = alone.get(number);
        if (permission == null) {
            return false;
        }
        String name = permission.reference().role();
        Role role = new Role(
                name,
                "",
                List.of(permission),
                Optional.empty(),
                permission.reference().span());
        RoleSet set = CompiledPolicy.of(new Policy(Map.of(name, role), List.of(), List.of()))
                .roleSet(Set.of(name));
        IdentityHashMap<Client, ClientPermissions> bound = new IdentityHashMap<>();
        return byRole.getOrDefault(name, List.of()).stream()
                .filter(deed -> permission.actions().contains(deed.action()))
                .anyMatch(deed -> serves(bound.computeIfAbsent(deed.client(), client -> set.bind(client, time)), deed));
    }

    private static boolean serves(ClientPermissions permissions, Deed deed) {
        Attempt attempt = deed.attempt();
        return deed.action() == Action.SUBSCRIBE
                ? permissions.partlyPermits(attempt.topic(), attempt.qos())
                : permissions.decide(attempt).isAllowed();
    }

    private List<Unused> unused() {
        Map<Permission, List<String>> topics = new LinkedHashMap<>();
        parts.forEach((number, part) -> {
            if (!used.contains(number)) {
                topics.computeIfAbsent(part.permission(), unused -> new ArrayList<>())
                        .add(part.topic());
            }
        });
        return topics.entrySet().stream()
                .map(entry -> new Unused(
                        entry.getKey(),
                        entry.getKey().everyTopic() ? List.of() : entry.getValue(),
                        held.contains(entry.getKey().reference().role())))
                .toList();
    }
}
