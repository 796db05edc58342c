/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Assignment;
import io.topicwarden.policy.Identity;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Role;
import io.topicwarden.policy.TextPattern;
import io.topicwarden.policy.Variable;
import io.topicwarden.policy.When;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds who can publish to the topics of a filter, or subscribe to it, wholly or partly. */
public final class WhoCanSearch {

    private static final long DECISIONS = 5_000_000;

    private final Policy policy;
    private final Map<String, Identity> identities;
    private final Asked asked;
    private final Instant now;
    private final Budget budget = new Budget(DECISIONS);
    private final Surroundings surroundings = new Surroundings();
    private final Map<Set<String>, Holding> holdings = new HashMap<>();
    private final Map<String, List<Statement>> allows = new HashMap<>();

    private WhoCanSearch(Policy policy, Map<String, Identity> identities, Asked asked, Instant now) {
        this.policy = policy;
        this.identities = identities;
        this.asked = asked;
        this.now = now;
        surroundings.beQuiet();
        surroundings.add(asked.filter().text());
        policy.assignments().forEach(assignment -> surroundings.add(assignment.when()));
        policy.blocks().forEach(block -> surroundings.add(block.when()));
        for (Role role : policy.roles().values()) {
            surroundings.add(role.permissions());
            allows.put(
                    role.name(),
                    Statement.of(role.permissions()).stream()
                            .filter(Statement::isAllow)
                            .filter(statement -> statement.action() == asked.action())
                            .filter(statement -> Overlap.mayShare(statement.pattern(), Optional.of(asked.filter())))
                            .toList());
        }
    }

    /**
     * Looks through all roles, assignments and identities. An interrupt of the thread ends it early.
     *
     * @param identities those of the store, by name; none if they are not known
     */
    public static WhoCan find(Policy policy, Map<String, Identity> identities, Asked asked, Instant now) {
        return new WhoCanSearch(policy, identities, asked, now).find();
    }

    private WhoCan find() {
        List<WhoCan.OfRole> roles = new ArrayList<>();
        for (Role role : policy.roles().values()) {
            List<Ability> abilities = ofRole(role.name());
            if (!abilities.isEmpty()) {
                roles.add(new WhoCan.OfRole(role, abilities));
            }
        }
        Set<String> able = roles.stream().map(found -> found.role().name()).collect(Collectors.toSet());
        return new WhoCan(roles, ofAssignments(able), ofIdentities(able), budget.isExhaustive());
    }

    private List<Ability> ofRole(String role) {
        Set<String> alone = Set.of(role);
        AbilitySearch search = search(example -> Optional.of(holding(alone)));
        return allows(role).stream()
                .flatMap(allow -> search.find(allow, List.of(), UnaryOperator.identity()).stream())
                .toList();
    }

    private List<WhoCan.OfAssignment> ofAssignments(Set<String> able) {
        List<WhoCan.OfAssignment> found = new ArrayList<>();
        for (Assignment assignment : policy.assignments()) {
            for (String role : new TreeSet<>(assignment.roles())) {
                best(able.contains(role) ? allows(role) : List.of(), allow -> ofAssignment(allow, assignment))
                        .ifPresent(ability -> found.add(new WhoCan.OfAssignment(assignment, role, ability)));
            }
        }
        return found;
    }

    /** Attributes come from the store alone: where they matter, only whom it holds can meet what is asked. */
    private Optional<Ability> ofAssignment(Statement allow, Assignment assignment) {
        AbilitySearch search = search(this::holding);
        if (identities.isEmpty() || !asksForAttributes(allow, assignment.when())) {
            return search.find(allow, List.of(assignment.when()), this::known);
        }
        return first(identities.values().stream()
                .filter(Identity::enabled)
                .filter(identity -> isMeant(identity, assignment.when()))
                .flatMap(identity ->
                        search.find(allow, List.of(assignment.when(), named(identity)), this::known).stream()));
    }

    private static boolean asksForAttributes(Statement allow, When when) {
        return !when.attributes().isEmpty()
                || !allow.conditions().when().attributes().isEmpty()
                || allow.pattern().stream()
                        .flatMap(pattern -> pattern.variables().stream())
                        .anyMatch(variable -> variable.kind() == Variable.Kind.ATTRIBUTE);
    }

    private static boolean isMeant(Identity identity, When when) {
        return when.identity().isEmpty()
                || when.identity().stream().anyMatch(pattern -> pattern.matches(identity.name()));
    }

    private List<WhoCan.OfIdentity> ofIdentities(Set<String> able) {
        AbilitySearch search = search(this::holding);
        List<WhoCan.OfIdentity> found = new ArrayList<>();
        for (Identity identity : identities.values()) {
            for (String role : new TreeSet<>(identity.enabled() ? identity.roles() : Set.of())) {
                best(
                                able.contains(role) ? allows(role) : List.of(),
                                allow -> search.find(allow, List.of(named(identity)), this::known))
                        .ifPresent(ability -> found.add(new WhoCan.OfIdentity(identity, role, ability)));
            }
        }
        return found;
    }

    private static Optional<Ability> best(List<Statement> allows, Function<Statement, Optional<Ability>> search) {
        return first(allows.stream().flatMap(allow -> search.apply(allow).stream()));
    }

    /** The first that gives all of it, or else the first. */
    private static Optional<Ability> first(Stream<Ability> abilities) {
        Optional<Ability> first = Optional.empty();
        for (Ability ability : (Iterable<Ability>) abilities::iterator) {
            if (ability.whole()) {
                return Optional.of(ability);
            }
            first = first.or(() -> Optional.of(ability));
        }
        return first;
    }

    private static When named(Identity identity) {
        When always = When.ALWAYS;
        return new When(
                List.of(new TextPattern(identity.name())),
                always.clientId(),
                always.username(),
                always.listener(),
                always.network(),
                always.tls(),
                always.mqtt(),
                always.attributes(),
                always.certificate(),
                always.time());
    }

    /** Adds what the store knows of the client's identity. */
    private Example known(Example example) {
        Optional<Identity> identity = example.client().identity().map(identities::get);
        return identity.map(found -> new Example(
                        example.client().as(found), example.now(), withoutAttributes(example), example.without()))
                .orElse(example);
    }

    private static String withoutAttributes(Example example) {
        return Arrays.stream(example.as().split(","))
                .filter(pair -> !pair.startsWith("attributes."))
                .collect(Collectors.joining(","));
    }

    private List<Statement> allows(String role) {
        return allows.getOrDefault(role, List.of());
    }

    private AbilitySearch search(GainSearch.Holdings held) {
        return new AbilitySearch(asked, held, surroundings, now, budget);
    }

    private Optional<Holding> holding(Example example) {
        boolean refused = policy.blockOf(example.client(), example.now()).isPresent();
        boolean disabled = example.client()
                .identity()
                .map(identities::get)
                .filter(identity -> !identity.enabled())
                .isPresent();
        return refused || disabled
                ? Optional.empty()
                : Optional.of(holding(policy.rolesOf(example.client(), example.now())));
    }

    private Holding holding(Set<String> roles) {
        return holdings.computeIfAbsent(roles, held -> new Holding(Policy.EMPTY, Set.of(), policy, held));
    }
}
