/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.analysis.TestOutcome;
import io.topicwarden.analysis.TestReport;
import io.topicwarden.analysis.TestRunner;
import io.topicwarden.conf.FailedTest;
import io.topicwarden.conf.PolicySource;
import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.policy.FileReference;
import io.topicwarden.policy.PolicyTest;
import io.topicwarden.policy.PolicyTests;
import io.topicwarden.policy.Problem;
import io.topicwarden.policy.yaml.Loaded;
import io.topicwarden.policy.yaml.PolicyTestsReader;
import io.topicwarden.policy.yaml.SourceFile;
import io.topicwarden.store.ReadResult;
import io.topicwarden.store.file.ConfFolder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file of policy tests that have been run.
 *
 * @param file as it is shown
 * @param directory what stands before its name in problems
 * @param policy the policy they were run against
 * @param outcomes all answers, test by test
 */
record TestedFile(String file, String directory, TestedPolicy policy, Map<PolicyTest, List<TestOutcome>> outcomes) {

    /**
     * A policy that tests are run against.
     *
     * @param path where it was read
     * @param directory what stands before the names of its files
     */
    record TestedPolicy(Path path, PolicySource source, String directory) {}

    private static final String POLICY = "policy.yaml";

    /** Reads the tests and their policy, or this one in its place, and runs them. */
    static TestedFile run(Console console, Path typed, Optional<Path> otherPolicy)
            throws ToolException, InvalidFilesException {
        Path path = ConfOptions.existing(console, console.resolve(typed));
        String directory = ConfOptions.directoryOf(console, path);
        SourceFile file = read(path, directory);
        PolicyTests first = parse(file, Optional.empty(), directory);
        TestedPolicy policy = otherPolicy.isPresent()
                ? read(console, console.resolve(otherPolicy.get()))
                : read(console, policyOf(console, path, first));
        PolicyTests tests =
                parse(file, Optional.of(policy.source().policy().roles().keySet()), directory);
        CompiledPolicy compiled = CompiledPolicy.of(policy.source().policy());
        TestReport report = TestRunner.run(compiled, tests, console.time().instant(), () -> true);
        return new TestedFile(console.shown(path), directory, policy, report.byTest());
    }

    private static SourceFile read(Path path, String directory) throws InvalidFilesException {
        ReadResult result = ConfFolder.readFile(path);
        if (result instanceof ReadResult.Failed failed) {
            throw new InvalidFilesException(List.of(failed.problem()), directory);
        }
        ReadResult.Found found = (ReadResult.Found) result;
        return new SourceFile(found.bytes().file(), found.bytes().content());
    }

    private static PolicyTests parse(SourceFile file, Optional<Set<String>> roles, String directory)
            throws InvalidFilesException {
        Loaded<PolicyTests> loaded = PolicyTestsReader.read(file, roles);
        return loaded.value().orElseThrow(() -> new InvalidFilesException(loaded.problems(), directory));
    }

    /** What {@code policy:} names, or the policy beside the tests; {@code policy.yaml} stands for {@code policy.d} as well. */
    private static Path policyOf(Console console, Path tests, PolicyTests read) throws ToolException {
        Path named;
        try {
            named = tests.resolveSibling(read.policy().map(FileReference::path).orElse(POLICY))
                    .normalize();
        } catch (InvalidPathException e) {
            throw missing("this is no path", read);
        }
        if (!Files.exists(named)) {
            throw missing("`" + console.shown(named) + "` does not exist", read);
        }
        return named.endsWith(POLICY) ? named.resolveSibling("") : named;
    }

    private static ToolException missing(String message, PolicyTests read) {
        return new ToolException(
                ToolCode.NO_SUCH_FILE,
                message,
                read.policy()
                        .map(named ->
                                "it is named by `policy` at " + named.span().fileAndLine())
                        .orElse("put the tests beside their policy, or name it under `policy` or with --policy"));
    }

    private static TestedPolicy read(Console console, Path path) throws ToolException, InvalidFilesException {
        return new TestedPolicy(path, ConfOptions.readPolicy(console, path), ConfOptions.directoryOf(console, path));
    }

    /** Every answer. */
    List<TestOutcome> all() {
        return outcomes.values().stream().flatMap(List::stream).toList();
    }

    /** What is wrong. */
    List<Problem> failures() {
        return all().stream()
                .filter(outcome -> !outcome.passed())
                .map(FailedTest::problem)
                .toList();
    }

    static boolean passed(List<TestOutcome> outcomes) {
        return outcomes.stream().allMatch(TestOutcome::passed);
    }
}
