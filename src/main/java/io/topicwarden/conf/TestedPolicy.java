/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.conf;

import io.topicwarden.analysis.TestOutcome;
import io.topicwarden.analysis.TestReport;
import io.topicwarden.analysis.TestRunner;
import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.policy.FileReference;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.PolicyTest;
import io.topicwarden.policy.PolicyTests;
import io.topicwarden.policy.Problem;
import io.topicwarden.policy.SourceSpan;
import io.topicwarden.policy.yaml.Loaded;
import io.topicwarden.policy.yaml.PolicyTestsReader;
import io.topicwarden.policy.yaml.SourceExcerpt;
import io.topicwarden.policy.yaml.SourceFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Holds a policy to the tests in {@code policy-tests.yaml} beside it. */
final class TestedPolicy {

    /** So long a saved change may wait for its tests; usual ones take milliseconds. */
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** How many failures are told of at once. */
    private static final int MOST_FAILURES = 100;

    private static final Path POLICY = Path.of("policy.yaml");

    private final Optional<Policy> policy;
    private final Optional<Set<String>> roles;
    private final InstantSource time;
    private final long mostNanos;
    private int answers;

    /**
     * @param policy empty if it is not valid, and then the tests are only read
     * @param roles the names of its roles, if they are known
     */
    TestedPolicy(Optional<Policy> policy, Optional<Set<String>> roles, InstantSource time) {
        this(policy, roles, time, MOST_NANOS);
    }

    /** With so many nanoseconds for all tests together. */
    TestedPolicy(Optional<Policy> policy, Optional<Set<String>> roles, InstantSource time, long mostNanos) {
        this.policy = policy;
        this.roles = roles;
        this.time = time;
        this.mostNanos = mostNanos;
    }

    /** What is wrong with the tests, or with the policy if they are right. */
    List<Problem> problems(SourceFile file) {
        Loaded<PolicyTests> tests = PolicyTestsReader.read(file, roles);
        return tests.value().map(read -> problems(read, file)).orElse(tests.problems());
    }

    /** How many answers were as expected. */
    int answers() {
        return answers;
    }

    private List<Problem> problems(PolicyTests tests, SourceFile file) {
        if (tests.policy().isPresent() && !isOurs(tests.policy().get())) {
            return List.of(ofAnother(tests.policy().get(), file));
        }
        return policy.map(valid -> run(valid, tests, file)).orElse(List.of());
    }

    private List<Problem> run(Policy valid, PolicyTests tests, SourceFile file) {
        long begun = System.nanoTime();
        TestReport report = TestRunner.run(
                CompiledPolicy.of(valid), tests, time.instant(), () -> System.nanoTime() - begun < mostNanos);
        List<TestOutcome> failures = report.failures();
        answers = report.outcomes().size() - failures.size();
        List<Problem> problems = new ArrayList<>(
                failures.stream().limit(MOST_FAILURES).map(FailedTest::problem).toList());
        if (failures.size() > MOST_FAILURES) {
            problems.add(more(failures));
        }
        report.unfinished().map(test -> tooSlow(test, file)).ifPresent(problems::add);
        return problems;
    }

    /** A path that means {@code policy.yaml} beside the tests, however it is written. */
    private static boolean isOurs(FileReference reference) {
        try {
            return Path.of(reference.path()).normalize().equals(POLICY);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Problem more(List<TestOutcome> failures) {
        return new Problem(
                TestCode.TOO_MANY_FAILURES.toString(),
                failures.size() - MOST_FAILURES + " more answers are not as expected",
                failures.get(MOST_FAILURES).expectation().span(),
                "",
                Optional.of("mend those above first"));
    }

    private static Problem tooSlow(PolicyTest test, SourceFile file) {
        return new Problem(
                TestCode.POLICY_TESTS_TOO_SLOW.toString(),
                "the tests take longer than " + TimeUnit.NANOSECONDS.toSeconds(MOST_NANOS) + " s",
                test.span(),
                lineOf(test.span(), file),
                Optional.of("keep those from here on in a file that is run by `topicwarden test` only"));
    }

    private static Problem ofAnother(FileReference reference, SourceFile file) {
        SourceSpan span = reference.span();
        return new Problem(
                TestCode.OTHER_POLICY.toString(),
                "`" + reference.path() + "` is not the policy in force",
                span,
                lineOf(span, file),
                Optional.of(
                        "the broker holds policy.yaml to these tests: write `policy: policy.yaml`, or remove the key"));
    }

    private static String lineOf(SourceSpan span, SourceFile file) {
        return SourceExcerpt.of(span, List.of(file)).line();
    }
}
