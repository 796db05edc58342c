/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import static io.topicwarden.analysis.BruteForce.bind;
import static io.topicwarden.analysis.BruteForce.permits;
import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.engine.ClientPermissions;
import io.topicwarden.engine.Terms;
import io.topicwarden.policy.Action;
import io.topicwarden.policy.PatternSyntaxException;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.TopicPattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who can subscribe by random policies, against decisions asked for one by one. */
final class WhoCanLawsTest {

    private static final int CASES = Integer.getInteger("topicwarden.law-cases", 1_000);
    private static final int CLIENTS = 10;
    private static final List<String> FILTERS =
            List.of("#", "a/#", "a", "a/b", "+/a", "+", "b/+/#", "/#", "$s/#", "$s/a", "pa/a", "a/+");

    /** A random policy, and who is said to be able to subscribe to a filter by it. */
    private record Case(long seed, RandomPolicy text, Policy policy, Asked asked, WhoCan found) {

        static Case of(long seed) {
            Random random = new Random(seed);
            RandomPolicy text = RandomPolicy.of(random);
            Optional<String> group = random.nextInt(3) == 0 ? Optional.of("g") : Optional.empty();
            Asked asked = new Asked(Action.SUBSCRIBE, pattern(FILTERS.get(random.nextInt(FILTERS.size()))), group);
            Policy policy = text.policy();
            return new Case(seed, text, policy, asked, WhoCanSearch.find(policy, Map.of(), asked, TinyUniverse.NOW));
        }

        private static TopicPattern pattern(String text) {
            try {
                return TopicPattern.parse(text);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(text, e);
            }
        }

        boolean saysAllOf(String role) {
            return found.roles().stream()
                    .filter(of -> of.role().name().equals(role))
                    .anyMatch(of -> of.abilities().stream().anyMatch(Ability::whole));
        }

        boolean saysSomeOf(String role) {
            return found.roles().stream().anyMatch(of -> of.role().name().equals(role));
        }

        @Override
        public String toString() {
            return "seed " + seed + ", " + asked + "\n" + text + "\n" + found;
        }
    }

    private static final List<Case> ALL =
            LongStream.range(0, CASES).mapToObj(Case::of).toList();

    @Test
    void find_anyPolicy_missesNoRole() {
        cases().forEach(one -> {
            TinyUniverse universe = new TinyUniverse(new Random(one.seed()));
            String filter = one.asked().filter().text();
            for (String role : List.of("r0", "r1", "r2")) {
                for (int i = 0; i < CLIENTS; i++) {
                    Example example = universe.example(Set.of(role));
                    ClientPermissions permissions = bind(one.policy(), Set.of(role), example);
                    Terms.Subscribe terms =
                            new Terms.Subscribe(i % 3, one.asked().group());
                    if (permits(permissions, terms, filter)) {
                        assertThat(one.saysAllOf(role))
                                .as("%s %s, role %s: %s", terms, example, role, one)
                                .isTrue();
                    }
                    if (permissions.partlyPermits(raw(terms, filter), terms.qos())) {
                        assertThat(one.saysSomeOf(role))
                                .as("part, %s %s, role %s: %s", terms, example, role, one)
                                .isTrue();
                    }
                }
            }
        });
    }

    @Test
    void find_anyPolicy_missesNoAssignment() {
        cases().forEach(one -> {
            TinyUniverse universe = new TinyUniverse(new Random(one.seed()));
            for (int i = 0; i < 3 * CLIENTS; i++) {
                Example example = universe.example(Set.of());
                Set<String> roles = one.policy().rolesOf(example.client(), example.now());
                ClientPermissions permissions = bind(one.policy(), roles, example);
                Terms.Subscribe terms = new Terms.Subscribe(i % 3, one.asked().group());
                boolean blocked =
                        one.policy().blockOf(example.client(), example.now()).isPresent();
                if (!blocked
                        && permissions.partlyPermits(
                                raw(terms, one.asked().filter().text()), terms.qos())) {
                    assertThat(one.found().assignments())
                            .as("%s %s, roles %s: %s", terms, example, roles, one)
                            .isNotEmpty();
                }
            }
        });
    }

    @Test
    void find_anyPolicy_saysNothingFalse() {
        cases().forEach(one -> {
            for (WhoCan.OfRole of : one.found().roles()) {
                of.abilities()
                        .forEach(ability ->
                                assertTrue(one, ability, Set.of(of.role().name())));
            }
            for (WhoCan.OfAssignment of : one.found().assignments()) {
                Example example = of.ability().witness().example();
                Set<String> roles = one.policy().rolesOf(example.client(), example.now());
                assertThat(roles).as("%s", one).contains(of.role());
                assertThat(one.policy().blockOf(example.client(), example.now()))
                        .as("%s", one)
                        .isEmpty();
                assertTrue(one, of.ability(), roles);
            }
        });
    }

    private static void assertTrue(Case one, Ability ability, Set<String> roles) {
        Witness witness = ability.witness();
        ClientPermissions permissions = bind(one.policy(), roles, witness.example());
        assertThat(permits(permissions, witness.terms(), witness.topic()))
                .as("%s: %s", ability, one)
                .isTrue();
        if (ability.whole()) {
            assertThat(permits(
                            permissions, witness.terms(), one.asked().filter().text()))
                    .as("all of it, %s: %s", ability, one)
                    .isTrue();
        }
    }

    private static String raw(Terms.Subscribe terms, String filter) {
        return terms.group().map(group -> "$share/" + group + "/" + filter).orElse(filter);
    }

    private static Stream<Case> cases() {
        return ALL.stream();
    }
}
