/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import static io.topicwarden.analysis.BruteForce.bind;
import static io.topicwarden.analysis.BruteForce.permits;
import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.engine.ClientPermissions;
import io.topicwarden.engine.Terms;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Role;
import io.topicwarden.policy.SourceSpan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Findings about permissions of random policies against decisions asked for one by one. */
final class LinterLawsTest {

    private static final int CASES = Integer.getInteger("topicwarden.law-cases", 1_000);
    private static final int CLIENTS = 10;
    private static final List<String> TOPICS = TinyUniverse.topics();
    private static final List<Set<String>> ROLES =
            List.of(Set.of("r0"), Set.of("r1"), Set.of("r2"), Set.of("r0", "r1", "r2"));

    /** A random policy, and what is left without the permissions that are said to decide nothing. */
    private record Case(long seed, RandomPolicy text, Policy policy, Policy rest) {

        static Case of(long seed) {
            RandomPolicy text = RandomPolicy.of(new Random(seed));
            Policy policy = text.policy();
            Set<SourceSpan> idle = Linter.lint(
                            new LintInput(policy, Optional.empty(), Optional.empty(), TinyUniverse.NOW))
                    .findings()
                    .stream()
                    .filter(finding -> finding.code() == LintCode.REDUNDANT_PERMISSION
                            || finding.code() == LintCode.UNREACHABLE_PERMISSION)
                    .map(Finding::span)
                    .collect(Collectors.toSet());
            return new Case(seed, text, policy, without(policy, idle));
        }

        boolean saysSomething() {
            return !policy.equals(rest);
        }

        private static Policy without(Policy policy, Set<SourceSpan> idle) {
            Map<String, Role> roles = new LinkedHashMap<>();
            for (Role role : policy.roles().values()) {
                List<Permission> kept = role.permissions().stream()
                        .filter(permission ->
                                !idle.contains(permission.reference().span()))
                        .toList();
                roles.put(
                        role.name(),
                        new Role(role.name(), role.description(), kept, role.deniedPublish(), role.span()));
            }
            return new Policy(roles, policy.assignments(), policy.blocks());
        }

        @Override
        public String toString() {
            return "seed " + seed + "\n" + text + "\nwithout what decides nothing:\n" + rest.roles();
        }
    }

    private static final List<Case> ALL = LongStream.range(0, CASES)
            .mapToObj(Case::of)
            .filter(Case::saysSomething)
            .toList();

    @Test
    void lint_permissionsThatDecideNothing_canAllBeLeftOut() {
        cases().forEach(one -> {
            TinyUniverse universe = new TinyUniverse(new Random(one.seed()));
            for (Set<String> roles : ROLES) {
                for (int i = 0; i < CLIENTS; i++) {
                    Example example = universe.example(roles);
                    ClientPermissions all = bind(one.policy(), roles, example);
                    ClientPermissions rest = bind(one.rest(), roles, example);
                    Terms terms = universe.terms();
                    for (String topic : universe.someTopics(TOPICS)) {
                        assertThat(permits(rest, terms, topic))
                                .as("%s %s, %s: %s", terms, topic, example, one)
                                .isEqualTo(permits(all, terms, topic));
                    }
                }
            }
        });
    }

    @Test
    void lint_permissionsThatDecideNothing_areNoDifference() {
        cases().forEach(one -> assertThat(PolicyComparison.between(one.policy(), one.rest(), TinyUniverse.NOW)
                        .isEmpty())
                .as("%s", one)
                .isTrue());
    }

    @Test
    void lint_whatIsLeft_decidesSomething() {
        cases().limit(CASES / 10).forEach(one -> assertThat(
                        Linter.lint(new LintInput(one.rest(), Optional.empty(), Optional.empty(), TinyUniverse.NOW))
                                .findings())
                .as("%s", one)
                .noneMatch(finding -> finding.code() == LintCode.REDUNDANT_PERMISSION));
    }

    private static Stream<Case> cases() {
        return ALL.stream();
    }
}
