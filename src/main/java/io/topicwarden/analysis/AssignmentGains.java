/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.analysis.GainSearch.Candidate;
import io.topicwarden.policy.Action;
import io.topicwarden.policy.Assignment;
import io.topicwarden.policy.Block;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.Effect;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.When;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Who holds a role by the assignments of a later policy and not by those of an earlier one, and what comes of it. Whom the
 * later policy blocks gains nothing while it does.
 */
final class AssignmentGains {

    private record RoleSets(Set<String> before, Set<String> after) {}

    private final Statements statementsBefore;
    private final Statements statementsAfter;
    private final Policy before;
    private final Policy after;
    private final Instant now;
    private final Budget budget;
    private final Surroundings surroundings = new Surroundings();
    private final Map<RoleSets, Holding> holdings = new HashMap<>();

    AssignmentGains(Statements before, Statements after, Instant now, Budget budget) {
        this.statementsBefore = before;
        this.statementsAfter = after;
        this.before = before.policy();
        this.after = after.policy();
        this.now = now;
        this.budget = budget;
        surroundings.beQuiet();
        for (Policy policy : List.of(this.before, this.after)) {
            policy.assignments().forEach(assignment -> surroundings.add(assignment.when()));
            policy.roles().values().forEach(role -> surroundings.add(role.permissions()));
        }
        this.after.blocks().forEach(block -> surroundings.add(block.when()));
    }

    /** The last of the ends of these blocks that are still to come. */
    private Optional<Instant> lastEnd(Stream<Block> blocks) {
        return blocks.flatMap(block -> block.until().stream())
                .filter(until -> until.isAfter(now))
                .max(Comparator.naturalOrder());
    }

    /**
     * What is found now; or else when all blocks have ended that end at some time, and then, if it can be, as soon as those
     * of the very client have.
     */
    private <T> Optional<T> earliest(Function<Instant, Optional<T>> search, Function<T, Client> client) {
        return search.apply(now).or(() -> lastEnd(after.blocks().stream()).flatMap(last -> {
            Optional<T> late = search.apply(last);
            return late.flatMap(found -> lastEnd(blocksOf(client.apply(found))))
                    .filter(own -> own.isBefore(last))
                    .flatMap(search)
                    .or(() -> late);
        }));
    }

    private Stream<Block> blocksOf(Client client) {
        return after.blocks().stream().filter(block -> block.when().holds(client, now));
    }

    /** The first client that holds the role by this assignment of the later policy, and not by the earlier policy. */
    Optional<Example> example(Assignment assignment, String role) {
        Surroundings others = new Surroundings();
        before.assignments().stream()
                .filter(other -> other.roles().contains(role))
                .forEach(other -> others.add(other.when()));
        others.add(assignment.when());
        after.blocks().forEach(block -> others.add(block.when()));
        Demands demands = new Demands().when(assignment.when());
        return earliest(
                instant -> new ClientSpace(demands, others, Set.of(), now, instant)
                        .first(budget, example -> gains(role, example) ? Optional.of(example) : Optional.empty()),
                Example::client);
    }

    private boolean gains(String role, Example example) {
        return budget.spend()
                && !before.rolesOf(example.client(), example.now()).contains(role)
                && after.rolesOf(example.client(), example.now()).contains(role)
                && isConnected(example);
    }

    /** What an allow of the role permits to clients that hold it by this assignment now, and did not before. */
    List<Change> gained(Assignment assignment, String role) {
        List<When> held = List.of(assignment.when());
        return eachAction(
                (then, later) -> !then.contains(role),
                (action, search) -> statementsAfter.of(role, Effect.ALLOW, action).stream()
                        .flatMap(allow -> Stream.concat(
                                        Stream.of(Candidate.of(allow).with(held, Set.of())),
                                        deniedBefore(allow, assignment))
                                .flatMap(candidate -> search.find(candidate).stream())
                                .map(witness -> change(allow, witness))));
    }

    /** Where a role that was assigned before denied what the allow permits. */
    private Stream<Candidate> deniedBefore(Statement allow, Assignment assignment) {
        return before.assignments().stream().flatMap(other -> other.roles().stream()
                .flatMap(role -> statementsBefore.of(role, Effect.DENY, allow.action()).stream())
                .filter(deny -> budget.glance() && Candidate.mayConcern(allow, deny))
                .flatMap(deny -> Candidate.of(allow, deny).stream())
                .map(candidate -> candidate.with(List.of(assignment.when(), other.when()), Set.of())));
    }

    /** What a deny of the role forbade to clients that held it by this assignment before, and do not now. */
    List<Change> freed(Assignment assignment, String role) {
        return eachAction(
                (then, later) -> !later.contains(role),
                (action, search) -> statementsBefore.of(role, Effect.DENY, action).stream()
                        .flatMap(deny -> after.roles().keySet().stream()
                                .flatMap(other -> permittedNow(deny, other, assignment))
                                .flatMap(candidate -> search.find(candidate).stream())
                                .map(witness -> change(deny, witness))));
    }

    private Stream<Candidate> permittedNow(Statement deny, String other, Assignment assignment) {
        return statementsAfter.of(other, Effect.ALLOW, deny.action()).stream()
                .filter(allow -> budget.glance() && Candidate.mayConcern(allow, deny))
                .flatMap(allow -> Candidate.of(allow, deny).stream())
                .map(candidate -> candidate.with(List.of(assignment.when()), Set.of(other)));
    }

    private static Change change(Statement cause, Witness witness) {
        return new Change(cause.action(), cause.permission().reference(), !cause.isAllow(), Optional.empty(), witness);
    }

    /** The first change of each action, of clients whose roles then and later are such. */
    private List<Change> eachAction(
            BiPredicate<Set<String>, Set<String>> concerned, BiFunction<Action, GainSearch, Stream<Change>> changes) {
        return Stream.of(Action.values())
                .flatMap(action ->
                        earliest(instant -> first(action, concerned, changes, instant), AssignmentGains::client)
                                .stream())
                .toList();
    }

    private Optional<Change> first(
            Action action,
            BiPredicate<Set<String>, Set<String>> concerned,
            BiFunction<Action, GainSearch, Stream<Change>> changes,
            Instant from) {
        GainSearch search = new GainSearch(example -> holding(example, concerned), surroundings, now, from, budget);
        return changes.apply(action, search).findFirst();
    }

    private static Client client(Change change) {
        return change.witness().example().client();
    }

    private Optional<Holding> holding(Example example, BiPredicate<Set<String>, Set<String>> concerned) {
        Set<String> then = before.rolesOf(example.client(), example.now());
        Set<String> later = after.rolesOf(example.client(), example.now());
        return concerned.test(then, later) && isConnected(example)
                ? Optional.of(holdings.computeIfAbsent(
                        new RoleSets(then, later), sets -> new Holding(before, sets.before(), after, sets.after())))
                : Optional.empty();
    }

    private boolean isConnected(Example example) {
        return after.blockOf(example.client(), example.now()).isEmpty();
    }
}
