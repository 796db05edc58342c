/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.analysis.GainSearch.Candidate;
import io.topicwarden.policy.Action;
import io.topicwarden.policy.Effect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one role permits in a later policy and does not in an earlier one. */
final class RoleGains {

    /** How many changes of one role are told; the rest is more of the same. */
    private static final int MOST_CHANGES = 1_000;

    private final String role;
    private final Statements before;
    private final Statements after;
    private final Instant now;
    private final Budget budget;
    private final List<Statement> allows;
    private final Set<Statement.Meaning> meanings;
    private final List<Statement> goneDenies;
    private final List<Change> changes = new ArrayList<>();
    private final Map<String, GainSearch> searches = new HashMap<>();

    RoleGains(String role, Statements before, Statements after, Instant now, Budget budget) {
        this.role = role;
        this.before = before;
        this.after = after;
        this.now = now;
        this.budget = budget;
        List<Statement> then = before.of(role);
        List<Statement> later = after.of(role);
        this.meanings = meanings(then);
        this.allows = later.stream().filter(Statement::isAllow).toList();
        Set<Statement.Meaning> kept = meanings(later);
        this.goneDenies = then.stream()
                .filter(statement -> !statement.isAllow() && !kept.contains(statement.meaning()))
                .toList();
    }

    private static Set<Statement.Meaning> meanings(List<Statement> statements) {
        Set<Statement.Meaning> meanings = new HashSet<>();
        statements.forEach(statement -> meanings.add(statement.meaning()));
        return meanings;
    }

    List<Change> find() {
        List<Statement> added = allows.stream()
                .filter(allow -> !meanings.contains(allow.meaning()))
                .toList();
        if (added.isEmpty() && goneDenies.isEmpty()) {
            return List.of();
        }
        GainSearch search = GainSearch.ofRoles(Set.of(role), before.policy(), after.policy(), now, budget);
        added.forEach(allow -> addAllow(allow, search));
        goneDenies.forEach(deny -> addDeny(deny, search));
        return changes;
    }

    private void addAllow(Statement allow, GainSearch search) {
        Candidate alone = Candidate.of(allow).with(List.of(), Set.of(role));
        search.find(alone)
                .or(() -> first(search, List.of(allow), goneDenies, Set.of(role)))
                .ifPresent(witness -> add(allow, Optional.empty(), witness));
    }

    /** What a deny forbade to holders of the role alone, or else to those who hold another role besides. */
    private void addDeny(Statement deny, GainSearch search) {
        Optional<Witness> alone = first(search, allows, List.of(deny), Set.of(role));
        if (alone.isPresent()) {
            add(deny, Optional.empty(), alone.get());
        } else {
            addDenyOfAnotherRole(deny);
        }
    }

    private void addDenyOfAnotherRole(Statement deny) {
        for (String other : after.policy().roles().keySet()) {
            if (other.equals(role) || budget.isSpent()) {
                continue;
            }
            List<Statement> theirs = after.of(other, Effect.ALLOW, deny.action()).stream()
                    .filter(allow -> budget.glance() && Candidate.mayConcern(allow, deny))
                    .toList();
            Optional<Witness> witness =
                    theirs.isEmpty() ? Optional.empty() : first(together(other), theirs, List.of(deny), both(other));
            if (witness.isPresent()) {
                add(deny, Optional.of(other), witness.get());
                return;
            }
        }
    }

    private Set<String> both(String other) {
        return Set.of(role, other);
    }

    private GainSearch together(String other) {
        return searches.computeIfAbsent(
                other, name -> GainSearch.ofRoles(both(name), before.policy(), after.policy(), now, budget));
    }

    private Optional<Witness> first(
            GainSearch search, List<Statement> allows, List<Statement> denies, Set<String> roles) {
        return allows.stream()
                .flatMap(allow -> denies.stream()
                        .filter(deny -> budget.glance() && Candidate.mayConcern(allow, deny))
                        .flatMap(deny -> Candidate.of(allow, deny).stream()))
                .map(candidate -> search.find(candidate.with(List.of(), roles)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private void add(Statement cause, Optional<String> alsoHolding, Witness witness) {
        if (changes.size() < MOST_CHANGES) {
            Action action = cause.action();
            changes.add(new Change(action, cause.permission().reference(), !cause.isAllow(), alsoHolding, witness));
        } else {
            budget.leaveOut();
        }
    }
}
