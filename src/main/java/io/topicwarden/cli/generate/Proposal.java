/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.generate;

import io.topicwarden.analysis.AskedPolicy;
import io.topicwarden.analysis.TestReport;
import io.topicwarden.analysis.TestRunner;
import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.PolicyTests;
import io.topicwarden.policy.Problem;
import io.topicwarden.policy.yaml.Loaded;
import io.topicwarden.policy.yaml.PolicyReader;
import io.topicwarden.policy.yaml.PolicyTestsReader;
import io.topicwarden.policy.yaml.SourceFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * A policy made of evidence, read back as the broker would read it and held to the evidence.
 *
 * @param policy the text of {@code policy.yaml}
 * @param tests the text of {@code policy-tests.yaml}, if there is anything to test
 * @param roles how many roles it has
 * @param permissions how many permissions
 * @param principals how many identities hold any of them, each listener by itself
 * @param unallowed what was done and is not permitted by it
 * @param problems what keeps it from loading, which is a defect of ours
 */
public record Proposal(
        String policy,
        Optional<String> tests,
        int roles,
        int permissions,
        int principals,
        List<Deed> unallowed,
        List<Problem> problems) {

    /**
     * Makes it.
     *
     * @param threshold how many values of a level are evidence enough for {@code +}; empty for never
     * @param takenRoles names that its roles must not have
     */
    public static Proposal of(
            Evidence evidence, Optional<Integer> threshold, Collection<String> takenRoles, Instant now) {
        List<Deed> deeds = evidence.deeds();
        Draft draft = Draft.of(deeds, threshold.map(Generalization::new), new RoleNames(deeds, takenRoles));
        String text = PolicyText.of(draft, evidence.observed());
        Loaded<Policy> read = PolicyReader.read(List.of(file("policy.yaml", text)));
        CompiledPolicy compiled = CompiledPolicy.of(read.value().orElse(Policy.EMPTY));
        AskedPolicy asked = new AskedPolicy(compiled);
        BiPredicate<Client, Attempt> allowed = (client, attempt) ->
                asked.permissionsOf(client, now).decide(attempt).isAllowed();
        List<Deed> unallowed = deeds.stream()
                .filter(deed -> !allowed.test(deed.client(), deed.attempt()))
                .toList();
        Optional<String> tests = new TestsText(deeds, allowed).of(draft);
        return new Proposal(
                text,
                tests.filter(written -> hold(written, compiled, now)),
                draft.roles().size(),
                draft.roles().stream()
                        .mapToInt(role -> role.permissions().size())
                        .sum(),
                draft.principals(),
                unallowed,
                read.problems());
    }

    /** Whether the tests come out as expected: what does not must not be written. */
    private static boolean hold(String tests, CompiledPolicy policy, Instant now) {
        Set<String> roles = policy.policy().roles().keySet();
        Optional<PolicyTests> read = PolicyTestsReader.read(file("policy-tests.yaml", tests), Optional.of(roles))
                .value();
        return read.map(valid -> TestRunner.run(policy, valid, now, () -> true))
                .map(TestReport::failures)
                .filter(List::isEmpty)
                .isPresent();
    }

    private static SourceFile file(String name, String text) {
        return new SourceFile(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether it loads and permits all that was done. */
    public boolean serves() {
        return problems.isEmpty() && unallowed.isEmpty();
    }
}
