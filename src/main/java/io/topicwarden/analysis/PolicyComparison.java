/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.analysis.RoleDifference.DeniedPublishChange;
import io.topicwarden.analysis.RoleDifference.Presence;
import io.topicwarden.policy.Assignment;
import io.topicwarden.policy.DeniedPublish;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Role;
import io.topicwarden.policy.When;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds what it means to go from one policy to another.
 *
 * <p>Roles are compared as they are held by a client that holds nothing else, so that what is said of a role is true whoever
 * holds it; where a deny is gone that only mattered to holders of another role as well, with that role. Assignments are
 * compared by what clients hold under the whole of both policies. Together that misses nothing: whatever a client is newly
 * permitted is permitted by an allow of a role that it did not hold before, or by one that its role did not have, or because
 * a deny of a role is gone, or a role with denies is no longer held.
 */
public final class PolicyComparison {

    /** Enough for large policies, and some seconds at most. */
    private static final long DECISIONS = 5_000_000;

    private final Policy before;
    private final Policy after;
    private final Statements statementsBefore;
    private final Statements statementsAfter;
    private final Instant now;
    private final Budget budget;

    private PolicyComparison(Policy before, Policy after, Instant now, long decisions) {
        this.before = before;
        this.after = after;
        this.statementsBefore = new Statements(before);
        this.statementsAfter = new Statements(after);
        this.now = now;
        this.budget = new Budget(decisions);
    }

    /**
     * Compares two policies. An interrupt of the thread ends it early, with what was found until then.
     *
     * @param now blocks that have expired by then count for nothing
     */
    public static PolicyDifference between(Policy before, Policy after, Instant now) {
        return between(before, after, now, DECISIONS);
    }

    /**
     * Likewise, with less or more patience.
     *
     * @param decisions how many decisions may be asked for before the search is ended
     */
    public static PolicyDifference between(Policy before, Policy after, Instant now, long decisions) {
        return new PolicyComparison(before, after, now, decisions).compare();
    }

    private PolicyDifference compare() {
        List<RoleDifference> roles = new ArrayList<>();
        for (String name : names()) {
            RoleDifference difference = role(name);
            if (!difference.isEmpty()) {
                roles.add(difference);
            }
        }
        List<BlockDifference> blocks = new ArrayList<>(new BlockGains(before, after, now, budget).find(true));
        blocks.addAll(new BlockGains(after, before, now, budget).find(false));
        return new PolicyDifference(roles, assignments(), blocks, budget.isExhaustive());
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>(before.roles().keySet());
        names.addAll(after.roles().keySet());
        return names;
    }

    private RoleDifference role(String name) {
        Optional<Role> then = Optional.ofNullable(before.roles().get(name));
        Optional<Role> later = Optional.ofNullable(after.roles().get(name));
        Presence presence = then.isEmpty() ? Presence.ADDED : later.isEmpty() ? Presence.REMOVED : Presence.BOTH;
        return new RoleDifference(
                name,
                presence,
                new RoleGains(name, statementsBefore, statementsAfter, now, budget).find(),
                new RoleGains(name, statementsAfter, statementsBefore, now, budget).find(),
                deniedPublish(then, later));
    }

    private static Optional<DeniedPublishChange> deniedPublish(Optional<Role> then, Optional<Role> later) {
        Optional<DeniedPublish> earlier = then.flatMap(Role::deniedPublish);
        Optional<DeniedPublish> now = later.flatMap(Role::deniedPublish);
        return then.isEmpty() || later.isEmpty() || earlier.equals(now)
                ? Optional.empty()
                : Optional.of(new DeniedPublishChange(earlier, now));
    }

    private List<AssignmentDifference> assignments() {
        Map<String, Set<When>> then = whens(before);
        Map<String, Set<When>> later = whens(after);
        if (then.equals(later)) {
            return List.of();
        }
        AssignmentGains forward = new AssignmentGains(statementsBefore, statementsAfter, now, budget);
        AssignmentGains backward = new AssignmentGains(statementsAfter, statementsBefore, now, budget);
        List<AssignmentDifference> differences = new ArrayList<>();
        changed(after, then)
                .forEach((assignment, roles) -> roles.forEach(role -> forward.example(assignment, role)
                        .ifPresent(example -> differences.add(new AssignmentDifference(
                                assignment,
                                role,
                                true,
                                example,
                                forward.gained(assignment, role),
                                backward.freed(assignment, role))))));
        changed(before, later)
                .forEach((assignment, roles) -> roles.forEach(role -> backward.example(assignment, role)
                        .ifPresent(example -> differences.add(new AssignmentDifference(
                                assignment,
                                role,
                                false,
                                example,
                                forward.freed(assignment, role),
                                backward.gained(assignment, role))))));
        return differences;
    }

    private static Map<String, Set<When>> whens(Policy policy) {
        Map<String, Set<When>> whens = new LinkedHashMap<>();
        for (Assignment assignment : policy.assignments()) {
            for (String role : assignment.roles()) {
                whens.computeIfAbsent(role, unused -> new HashSet<>()).add(assignment.when());
            }
        }
        return whens;
    }

    /** The assignments that give roles to whom the other policy does not give them in the same words. */
    private static Map<Assignment, Set<String>> changed(Policy policy, Map<String, Set<When>> other) {
        Map<Assignment, Set<String>> changed = new LinkedHashMap<>();
        for (Assignment assignment : policy.assignments()) {
            Set<String> roles = new TreeSet<>(assignment.roles());
            roles.removeIf(role -> other.getOrDefault(role, Set.of()).contains(assignment.when()));
            if (!roles.isEmpty()) {
                changed.put(assignment, roles);
            }
        }
        return changed;
    }
}
