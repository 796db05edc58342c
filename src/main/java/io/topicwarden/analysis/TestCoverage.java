/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.engine.Decision;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.RuleReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which permissions the tests that passed have exercised. An allow is exercised when it is the rule by which something is
 * allowed, a deny when it is the one by which something is denied.
 *
 * @param exercised those that decided an answer
 * @param nearlyMissed those that did not, but were the nearest miss of a denial
 * @param untouched all others
 */
public record TestCoverage(List<Permission> exercised, List<Permission> nearlyMissed, List<Permission> untouched) {

    /** Of one policy, by all outcomes together. */
    public static TestCoverage of(Policy policy, List<TestOutcome> outcomes) {
        Set<RuleReference> deciding = new HashSet<>();
        Set<RuleReference> missed = new HashSet<>();
        for (TestOutcome outcome : outcomes) {
            if (outcome.passed()) {
                rule(outcome.decision()).ifPresent(deciding::add);
                miss(outcome.decision()).ifPresent(missed::add);
            }
        }
        List<Permission> exercised = new ArrayList<>();
        List<Permission> nearlyMissed = new ArrayList<>();
        List<Permission> untouched = new ArrayList<>();
        policy.roles().values().stream()
                .flatMap(role -> role.permissions().stream())
                .sorted((a, b) -> a.reference().compareTo(b.reference()))
                .forEach(permission -> {
                    RuleReference rule = permission.reference();
                    (deciding.contains(rule) ? exercised : missed.contains(rule) ? nearlyMissed : untouched)
                            .add(permission);
                });
        return new TestCoverage(exercised, nearlyMissed, untouched);
    }

    /** How many permissions there are. */
    public int permissions() {
        return exercised.size() + nearlyMissed.size() + untouched.size();
    }

    /** How many of a hundred permissions are exercised, rounded down; 100 if there are none. */
    public int percent() {
        return permissions() == 0 ? 100 : 100 * exercised.size() / permissions();
    }

    private static Optional<RuleReference> rule(Decision decision) {
        return decision instanceof Decision.Denied denied
                ? denied.rule()
                : Optional.of(((Decision.Allowed) decision).rule());
    }

    private static Optional<RuleReference> miss(Decision decision) {
        return decision instanceof Decision.Denied denied
                ? denied.nearMiss().map(Decision.NearMiss::rule)
                : Optional.empty();
    }
}
