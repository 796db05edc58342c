/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.engine.Decision;
import io.topicwarden.policy.Action;
import io.topicwarden.policy.Assignment;
import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.Conditions;
import io.topicwarden.policy.Effect;
import io.topicwarden.policy.Level;
import io.topicwarden.policy.PatternSyntaxException;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Role;
import io.topicwarden.policy.RuleReference;
import io.topicwarden.policy.SharedGroups;
import io.topicwarden.policy.SourceSpan;
import io.topicwarden.policy.TextPattern;
import io.topicwarden.policy.TopicPattern;
import io.topicwarden.policy.Variable;
import io.topicwarden.policy.When;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Makes permissions that ask for no more than one attempt brings: its action, its topic, its QoS, its flag and its size. */
final class GrantDraft {

    private static final String SHARE = "$share/";
    private static final String NEW_ROLE = "for-";
    private static final int LONGEST_NAME = 40;

    /** What tells one client from others, the most trustworthy first. */
    private static final List<Variable.Kind> OWN =
            List.of(Variable.Kind.IDENTITY, Variable.Kind.CLIENT_ID, Variable.Kind.CERT_CN, Variable.Kind.USERNAME);

    private final Policy policy;
    private final Client client;
    private final Attempt attempt;
    private final Instant at;
    private final Optional<Role> held;

    /** @param nearest the role of the nearest miss is the one that speaks of such topics already */
    GrantDraft(Policy policy, Client client, Attempt attempt, Instant at, Optional<Decision.NearMiss> nearest) {
        this.policy = policy;
        this.client = client;
        this.attempt = attempt;
        this.at = at;
        Set<String> roles = policy.rolesOf(client, at);
        this.held = nearest.map(miss -> miss.rule().role())
                .filter(roles::contains)
                .or(() -> roles.stream().findFirst())
                .flatMap(name -> Optional.ofNullable(policy.roles().get(name)));
    }

    /** What is asked for, without the group of a shared subscription. */
    String filter() {
        return group().isPresent()
                ? attempt.topic().substring(attempt.topic().indexOf('/', SHARE.length()) + 1)
                : attempt.topic();
    }

    private Optional<String> group() {
        boolean shared = attempt.kind() == Attempt.Kind.SUBSCRIBE
                && attempt.topic().startsWith(SHARE)
                && attempt.topic().indexOf('/', SHARE.length()) > 0;
        return shared
                ? Optional.of(attempt.topic()
                        .substring(SHARE.length(), attempt.topic().indexOf('/', SHARE.length())))
                : Optional.empty();
    }

    /** For this client alone, as far as a policy can name it. */
    Remedy.Grant confined(TopicPattern topics) {
        When self = self();
        return grant(topics, self, !self.equals(When.ALWAYS));
    }

    /** For all holders of the role, with a variable in place of the client's own value; empty if the topic has none. */
    Optional<Remedy.Grant> general(TopicPattern topics) {
        return held.isEmpty()
                ? Optional.empty()
                : withVariable(topics).map(pattern -> grant(pattern, When.ALWAYS, false));
    }

    private Optional<TopicPattern> withVariable(TopicPattern topics) {
        List<Variable> order = new ArrayList<>();
        held.ifPresent(role -> role.permissions()
                .forEach(permission -> permission.topics().forEach(pattern -> pattern.variables().stream()
                        .filter(variable -> OWN.contains(variable.kind()))
                        .forEach(order::add))));
        OWN.forEach(kind -> order.add(new Variable(kind, "")));
        for (Variable variable : order) {
            Optional<TopicPattern> replaced = withVariable(topics, variable);
            if (replaced.isPresent()) {
                return replaced;
            }
        }
        return Optional.empty();
    }

    private Optional<TopicPattern> withVariable(TopicPattern topics, Variable variable) {
        List<String> levels = new ArrayList<>();
        boolean found = false;
        for (Level level : topics.levels()) {
            String text = level instanceof Level.Literal literal ? literal.text() : "+";
            boolean own =
                    level instanceof Level.Literal && client.values(variable).contains(text);
            found |= own;
            levels.add(own ? variable.toString() : text);
        }
        if (topics.multiLevel()) {
            levels.add("#");
        }
        try {
            return found ? Optional.of(TopicPattern.parse(String.join("/", levels))) : Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    /** A condition that only this client meets; a {@code *} in its name would let in others. */
    private When self() {
        Optional<TextPattern> identity =
                client.identity().filter(GrantDraft::isExact).map(TextPattern::new);
        Optional<TextPattern> id =
                Optional.of(client.clientId()).filter(GrantDraft::isExact).map(TextPattern::new);
        if (identity.isEmpty() && id.isEmpty()) {
            return When.ALWAYS;
        }
        return new When(
                identity.stream().toList(),
                identity.isPresent() ? List.of() : id.stream().toList(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static boolean isExact(String name) {
        return !name.isBlank() && name.indexOf('*') < 0;
    }

    private Remedy.Grant grant(TopicPattern topics, When when, boolean confined) {
        Role role = held.orElseGet(this::newRole);
        Permission permission = permission(role, topics, when);
        List<Permission> permissions = new ArrayList<>(role.permissions());
        permissions.add(permission);
        Role extended = new Role(role.name(), role.description(), permissions, role.deniedPublish(), role.span());
        Optional<Assignment> assignment = held.isPresent()
                ? Optional.empty()
                : Optional.of(new Assignment(Set.of(role.name()), self(), role.span()));
        Policy before = new Policy(held.map(one -> Map.of(one.name(), one)).orElse(Map.of()), List.of(), List.of());
        Policy after = new Policy(
                Map.of(extended.name(), extended), assignment.stream().toList(), List.of());
        return new Remedy.Grant(
                permission,
                assignment,
                with(extended, assignment),
                PolicyComparison.between(before, after, at),
                confined);
    }

    private Policy with(Role role, Optional<Assignment> assignment) {
        Map<String, Role> roles = new LinkedHashMap<>(policy.roles());
        roles.put(role.name(), role);
        List<Assignment> assignments = new ArrayList<>(policy.assignments());
        assignment.ifPresent(assignments::add);
        return new Policy(roles, assignments, policy.blocks());
    }

    private Permission permission(Role role, TopicPattern topics, When when) {
        boolean message = attempt.kind().hasMessage();
        Conditions conditions = new Conditions(
                attempt.kind() == Attempt.Kind.DELIVER ? Set.of() : Set.of(attempt.qos()),
                message ? Optional.of(attempt.retain()) : Optional.empty(),
                message ? OptionalLong.of(attempt.payloadBytes()) : OptionalLong.empty(),
                group().map(GrantDraft::groups).orElse(SharedGroups.UNSPECIFIED),
                when);
        return new Permission(
                new RuleReference(role.name(), role.permissions().size() + 1, role.span()),
                Effect.ALLOW,
                Set.of(message ? Action.PUBLISH : Action.SUBSCRIBE),
                List.of(topics),
                false,
                topics.hasWildcard() ? "asked for as a whole" : "",
                conditions);
    }

    /** A group that a policy cannot name stands for any. */
    private static SharedGroups groups(String group) {
        boolean nameable = group.indexOf('*') < 0 && group.chars().noneMatch(Character::isISOControl);
        return nameable ? new SharedGroups(false, Set.of(group)) : new SharedGroups(true, Set.of());
    }

    private Role newRole() {
        String whose = client.identity().orElse(client.clientId()).replaceAll("[^A-Za-z0-9._-]", "-");
        String name = NEW_ROLE + whose.substring(0, Math.min(LONGEST_NAME, whose.length()));
        while (policy.roles().containsKey(name)) {
            name += "-2";
        }
        return new Role(name, "", List.of(), Optional.empty(), SourceSpan.startOf("policy.yaml"));
    }
}
