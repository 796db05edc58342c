/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import static io.topicwarden.analysis.BruteForce.bind;
import static io.topicwarden.analysis.BruteForce.permits;
import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.engine.ClientPermissions;
import io.topicwarden.engine.Terms;
import io.topicwarden.policy.Action;
import io.topicwarden.policy.Effect;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Differences of random policies against decisions asked for one by one, for clients, terms and topics drawn at random. */
final class PolicyComparisonLawsTest {

    private static final int CASES = Integer.getInteger("topicwarden.law-cases", 300);
    private static final int CLIENTS = 15;
    private static final int TERMS = 2;
    private static final List<String> TOPICS = TinyUniverse.topics();
    private static final List<Set<String>> OWN_ROLES = List.of(
            Set.of(),
            Set.of("r0"),
            Set.of("r1"),
            Set.of("r2"),
            Set.of("r0", "r1"),
            Set.of("r1", "r2"),
            Set.of("r0", "r2"));

    private static final Policy EVERYTHING = Yaml.policy(
            "roles: {r: {permissions: [{allow: [publish, subscribe], every-topic: true, shared-groups: \"*\"}]}}");

    /** A random policy, what it was changed to, and what is said of the difference. */
    private record Case(long seed, String texts, Policy before, Policy after, PolicyDifference difference) {

        static Case of(long seed) {
            Random random = new Random(seed);
            RandomPolicy before = RandomPolicy.of(random);
            RandomPolicy after = random.nextInt(10) == 0 ? RandomPolicy.of(random) : before.changed();
            Policy then = before.policy();
            Policy later = after.policy();
            return new Case(
                    seed, before + "\n" + after, then, later, PolicyComparison.between(then, later, TinyUniverse.NOW));
        }

        @Override
        public String toString() {
            return "seed " + seed + "\n" + texts + "\n" + difference;
        }
    }

    private static final List<Case> ALL =
            LongStream.range(0, CASES).mapToObj(Case::of).toList();

    @Test
    void between_anyPolicies_missesNoDifferenceOfARole() {
        cases().forEach(one -> {
            TinyUniverse universe = new TinyUniverse(new Random(one.seed()));
            for (String role : List.of("r0", "r1", "r2")) {
                for (int i = 0; i < CLIENTS; i++) {
                    Example example = universe.example(Set.of(role));
                    eachDifference(
                            one, universe, example, Set.of(role), Set.of(role), (allowed, terms, topic) -> assertThat(
                                            ofRole(one, role, allowed))
                                    .as("allowed %s: %s %s, %s, role %s: %s", allowed, terms, topic, example, role, one)
                                    .contains(terms.action()));
                }
            }
        });
    }

    @Test
    void between_anyPolicies_missesNoDifferenceOfAClient() {
        cases().forEach(one -> {
            TinyUniverse universe = new TinyUniverse(new Random(one.seed()));
            for (int i = 0; i < 3 * CLIENTS; i++) {
                Example drawn = universe.example(OWN_ROLES.get(i % OWN_ROLES.size()));
                Example example = i % 2 == 0 ? drawn : afterBlocks(drawn);
                if (isBlocked(one.before(), example) || isBlocked(one.after(), example)) {
                    continue; // what that comes to is told of the block
                }
                Set<String> then = rolesOf(one.before(), example);
                Set<String> later = rolesOf(one.after(), example);
                eachDifference(one, universe, example, then, later, (allowed, terms, topic) -> assertThat(
                                ofAnything(one, allowed))
                        .as("allowed %s: %s %s, %s: %s", allowed, terms, topic, example, one)
                        .contains(terms.action()));
            }
        });
    }

    /** The same client at the same hour, when all blocks of random policies that end have ended. */
    private static Example afterBlocks(Example example) {
        return new Example(example.client(), example.now().plus(Duration.ofDays(14)), "", List.of());
    }

    /** Whatever a deny forbade to the holder of its role, and is permitted now, is told of that deny. */
    @Test
    void between_anyPolicies_missesNoDenyThatIsGone() {
        cases().forEach(one -> {
            TinyUniverse universe = new TinyUniverse(new Random(one.seed()));
            for (String role : List.of("r0", "r1", "r2")) {
                for (Statement deny : goneDenies(one, role)) {
                    for (int i = 0; i < 3 * CLIENTS; i++) {
                        assertToldOf(one, role, deny, universe, universe.example(Set.of(role)));
                    }
                }
            }
        });
    }

    private static void assertToldOf(Case one, String role, Statement deny, TinyUniverse universe, Example example) {
        ClientPermissions but = bind(everythingBut(deny), Set.of("r"), example);
        ClientPermissions later = bind(one.after(), Set.of(role), example);
        Terms terms = universe.terms();
        for (String topic : universe.someTopics(TOPICS)) {
            if (deny.action() == terms.action() && !permits(but, terms, topic) && permits(later, terms, topic)) {
                assertThat(one.difference().roles())
                        .as("%s: %s %s, %s: %s", deny.meaning(), terms, topic, example, one)
                        .filteredOn(difference -> difference.role().equals(role))
                        .flatExtracting(RoleDifference::allowed)
                        .anyMatch(change -> change.action() == deny.action()
                                && change.cause().equals(deny.permission().reference())
                                && change.alsoHolding().isEmpty());
            }
        }
    }

    private static List<Statement> goneDenies(Case one, String role) {
        List<Statement.Meaning> kept =
                statements(one.after(), role).stream().map(Statement::meaning).toList();
        return statements(one.before(), role).stream()
                .filter(statement -> !statement.isAllow() && !kept.contains(statement.meaning()))
                .toList();
    }

    private static List<Statement> statements(Policy policy, String role) {
        return Statement.of(Holding.permissions(policy, Set.of(role)));
    }

    /** A role `r` that permits whatever this deny by itself does not forbid. */
    private static Policy everythingBut(Statement deny) {
        Permission forbids = new Permission(
                deny.permission().reference(),
                Effect.DENY,
                Set.of(deny.action()),
                deny.pattern().stream().toList(),
                deny.pattern().isEmpty(),
                "",
                deny.conditions());
        Role everything = EVERYTHING.roles().values().iterator().next();
        List<Permission> permissions = new ArrayList<>(everything.permissions());
        permissions.add(forbids);
        Role role = new Role("r", "", permissions, Optional.empty(), everything.span());
        return new Policy(Map.of("r", role), List.of(), List.of());
    }

    /** What is told of a difference found by brute force. */
    private interface Difference {
        void of(boolean allowed, Terms terms, String topic);
    }

    private static void eachDifference(
            Case one,
            TinyUniverse universe,
            Example example,
            Set<String> rolesBefore,
            Set<String> rolesAfter,
            Difference difference) {
        ClientPermissions then = bind(one.before(), rolesBefore, example);
        ClientPermissions later = bind(one.after(), rolesAfter, example);
        for (int i = 0; i < TERMS; i++) {
            Terms terms = universe.terms();
            for (String topic : universe.someTopics(TOPICS)) {
                boolean permitted = permits(later, terms, topic);
                if (permitted != permits(then, terms, topic)) {
                    difference.of(permitted, terms, topic);
                }
            }
        }
    }

    @Test
    void between_anyPolicies_missesNoDifferenceOfBlocks() {
        cases().forEach(one -> {
            TinyUniverse universe = new TinyUniverse(new Random(one.seed()));
            for (int i = 0; i < 10 * CLIENTS; i++) {
                Example example = universe.example(Set.of());
                boolean then = isBlocked(one.before(), example);
                boolean later = isBlocked(one.after(), example);
                if (then != later) {
                    assertThat(one.difference().blocks())
                            .as("%s blocked %s then %s: %s", example, then, later, one)
                            .anyMatch(block -> block.permits() == then);
                }
            }
        });
    }

    @Test
    void between_anyPolicies_saysNothingFalse() {
        cases().forEach(one -> {
            for (RoleDifference role : one.difference().roles()) {
                role.allowed().forEach(change -> assertRole(one, role.role(), change, one.before(), one.after()));
                role.forbidden().forEach(change -> assertRole(one, role.role(), change, one.after(), one.before()));
            }
            for (AssignmentDifference assignment : one.difference().assignments()) {
                assignment.allowed().forEach(change -> assertWhole(one, change, one.before(), one.after()));
                assignment.forbidden().forEach(change -> assertWhole(one, change, one.after(), one.before()));
                assertThat(one.before()
                                .rolesOf(
                                        assignment.example().client(),
                                        assignment.example().now())
                                .contains(assignment.role()))
                        .as("%s: %s", assignment, one)
                        .isEqualTo(!assignment.gained());
            }
            for (BlockDifference block : one.difference().blocks()) {
                assertThat(isBlocked(one.before(), block.example()))
                        .as("%s", one)
                        .isEqualTo(block.permits());
                assertThat(isBlocked(one.after(), block.example()))
                        .as("%s", one)
                        .isEqualTo(!block.permits());
            }
        });
    }

    private static void assertRole(Case one, String role, Change change, Policy before, Policy after) {
        Set<String> roles = new TreeSet<>(Set.of(role));
        change.alsoHolding().ifPresent(roles::add);
        if (change.byDeny()) {
            assertDenied(one, change, before);
        }
        assertGained(one, change, of(before, roles, change), of(after, roles, change));
    }

    private static void assertWhole(Case one, Change change, Policy before, Policy after) {
        Example example = change.witness().example();
        assertThat(isBlocked(after, example)).as("%s: %s", change, one).isFalse();
        if (change.byDeny()) {
            assertDenied(one, change, before);
        }
        assertGained(
                one,
                change,
                bind(before, rolesOf(before, example), example),
                bind(after, rolesOf(after, example), example));
    }

    private static void assertGained(Case one, Change change, ClientPermissions before, ClientPermissions after) {
        String topic = change.witness().topic();
        Terms terms = change.witness().terms();
        assertThat(permits(before, terms, topic))
                .as("%s before: %s", change, one)
                .isFalse();
        assertThat(permits(after, terms, topic)).as("%s after: %s", change, one).isTrue();
    }

    /** A deny is told of with topics that it forbade. */
    private static void assertDenied(Case one, Change change, Policy before) {
        Witness witness = change.witness();
        assertThat(statements(before, change.cause().role()))
                .as("%s: %s", change, one)
                .filteredOn(statement -> statement.action() == change.action()
                        && statement.permission().reference().equals(change.cause()))
                .anyMatch(statement -> !permits(
                        bind(everythingBut(statement), Set.of("r"), witness.example()),
                        witness.terms(),
                        witness.topic()));
    }

    private static Set<Action> ofRole(Case one, String role, boolean allowed) {
        return actions(one.difference().roles().stream()
                .filter(difference -> difference.role().equals(role))
                .flatMap(difference -> (allowed ? difference.allowed() : difference.forbidden()).stream())
                .filter(change -> change.alsoHolding().isEmpty()));
    }

    private static Set<Action> ofAnything(Case one, boolean allowed) {
        return actions(Stream.concat(
                one.difference().roles().stream()
                        .flatMap(role -> (allowed ? role.allowed() : role.forbidden()).stream()),
                one.difference().assignments().stream()
                        .flatMap(role -> (allowed ? role.allowed() : role.forbidden()).stream())));
    }

    private static Set<Action> actions(Stream<Change> changes) {
        Set<Action> actions = new TreeSet<>();
        changes.forEach(change -> actions.add(change.action()));
        return actions;
    }

    private static boolean isBlocked(Policy policy, Example example) {
        return policy.blockOf(example.client(), example.now()).isPresent();
    }

    private static Set<String> rolesOf(Policy policy, Example example) {
        return policy.rolesOf(example.client(), example.now());
    }

    private static ClientPermissions of(Policy policy, Set<String> roles, Change change) {
        return bind(policy, roles, change.witness().example());
    }

    private static Stream<Case> cases() {
        return ALL.stream();
    }
}
