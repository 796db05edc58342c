/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.analysis.DifferencePlaces;
import io.topicwarden.analysis.DifferenceText;
import io.topicwarden.analysis.PolicyComparison;
import io.topicwarden.analysis.PolicyDifference;
import io.topicwarden.conf.Sha256;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.yaml.PolicyReader;
import io.topicwarden.policy.yaml.SourceFile;
import io.topicwarden.store.PolicyRevision;
import io.topicwarden.store.StoreUnavailableException;
import io.topicwarden.store.postgres.PostgresTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code topicwarden store push}: makes a policy file the newest revision, for every broker of the fleet. */
@Command(
        name = "push",
        description =
                "Validates a policy file, runs its tests, shows what the change means, and makes it the newest revision, in"
                        + " force on every broker at once. Asks first if anything becomes allowed.",
        footer = {
            "",
            "Exit code: 0 pushed, 2 not confirmed, 3 invalid or a test failed, 1 could not run.",
            "",
            "Example:",
            "  topicwarden store push policy.yaml -m 'operators read alarms'"
        })
final class StorePushCommand implements Callable<ExitCode> {

    @Parameters(paramLabel = "FILE", description = "the whole policy in one file")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = {"-m", "--message"},
            required = true,
            paramLabel = "TEXT",
            description = "why it is changed")
    @SuppressWarnings("NullAway.Init")
    private String message;

    @Option(
            names = "--tests",
            paramLabel = "FILE",
            description =
                    "the policy tests it is held to (default: policy-tests.yaml in the conf/ folder, if there is one)")
    private @Nullable Path tests;

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    @Mixin
    private StoreOptions options = new StoreOptions();

    private final Console console;

    StorePushCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws ToolException, InvalidFilesException {
        Policy policy = ConfOptions.readPolicy(console, file).policy();
        String text = text();
        test();
        return StoreCommand.run(console, options, true, store -> push(store, policy, text));
    }

    /** Holds the policy to its tests. */
    private void test() throws ToolException, InvalidFilesException {
        Path usual = options.folder(console).resolve("policy-tests.yaml");
        if (tests == null && !Files.exists(usual)) {
            return;
        }
        TestedFile run = TestedFile.run(console, tests == null ? usual : tests, Optional.of(file));
        if (!run.failures().isEmpty()) {
            throw new InvalidFilesException(run.failures(), run.directory());
        }
        console.out().println("tested answers: " + run.all().size());
    }

    private ExitCode push(PostgresTool store, Policy policy, String text)
            throws StoreUnavailableException, ToolException {
        Optional<PolicyRevision> newest = store.revision(Optional.empty());
        String hash = Sha256.of(text);
        if (newest.isPresent() && newest.get().sha256().equals(hash)) {
            console.out().println("revision " + newest.get().number() + " is this text already");
            return ExitCode.YES;
        }
        boolean widens = widens(newest, policy);
        if (widens && !yes && !confirmed(newest)) {
            console.err().println("nothing was pushed");
            return ExitCode.NO;
        }
        console.out().println("revision " + store.push(text, hash, StoreCommand.author(), message));
        return ExitCode.YES;
    }

    /** Shows what changes; whether anything becomes allowed, or nobody can say. */
    private boolean widens(Optional<PolicyRevision> newest, Policy policy) {
        Optional<Policy> before = newest.flatMap(revision -> PolicyReader.read(List.of(new SourceFile(
                        "revision-" + revision.number() + ".yaml",
                        revision.text().getBytes(StandardCharsets.UTF_8))))
                .value());
        PolicyDifference difference = PolicyComparison.between(
                before.orElse(Policy.EMPTY), policy, console.time().instant());
        DifferenceText.of(difference, new DifferencePlaces("", ""))
                .forEach(line -> console.out().println(line.text()));
        return before.isEmpty() || difference.allowsMore() || !difference.exhaustive();
    }

    private boolean confirmed(Optional<PolicyRevision> newest) throws ToolException {
        return Confirmation.given(
                console,
                newest.map(revision -> "replace revision " + revision.number()).orElse("push the first revision")
                        + " on every broker?");
    }

    private String text() throws ToolException {
        try {
            return Files.readString(console.resolve(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ToolException(ToolCode.NO_SUCH_FILE, "`" + file + "` is not one file of UTF-8", "name a file");
        }
    }
}
