/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.analysis.DifferencePlaces;
import io.topicwarden.analysis.DifferenceText;
import io.topicwarden.analysis.PolicyComparison;
import io.topicwarden.analysis.PolicyDifference;
import io.topicwarden.audit.LogFiles;
import io.topicwarden.conf.Configuration;
import io.topicwarden.conf.PolicySource;
import io.topicwarden.policy.StoreSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code topicwarden promote}: puts the candidate in the policy's place. */
@Command(
        name = "promote",
        description = {
            "Puts the candidate, policy.shadow.yaml, in the place of policy.yaml, and keeps the old one beside it.",
            "",
            "Shows first what the change means and where the two have differed on real traffic, holds the candidate to"
                    + " policy-tests.yaml, and asks if anything becomes allowed."
        },
        footer = {
            "",
            "Exit code: 0 promoted, 2 not confirmed, 3 the candidate is invalid or fails a test, 1 could not run.",
            "",
            "Examples:",
            "  topicwarden promote",
            "  topicwarden promote --conf /etc/topicwarden/conf --logs /var/log/hivemq/topicwarden --yes"
        })
final class PromoteCommand implements Callable<ExitCode> {

    @Option(
            names = "--conf",
            paramLabel = "DIR",
            description = "the folder with both policies (default: the conf/ beside this tool)")
    private @Nullable Path conf;

    @Option(
            names = "--logs",
            paramLabel = "DIR",
            description =
                    "the folder of the shadow log (default: log/topicwarden of the HiveMQ that this tool lies in)")
    private @Nullable Path logs;

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    private final Console console;

    PromoteCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws ToolException, InvalidFilesException {
        Path folder = ConfOptions.existing(console, ConfOptions.chosen(console, conf, "name one with --conf DIR"));
        Configuration candidate = ConfOptions.loadCandidate(console, folder);
        if (candidate.settings().store() instanceof StoreSettings.Postgres) {
            throw new ToolException(
                    ToolCode.NOT_PROMOTABLE,
                    "the policy in force is in a database",
                    "make the candidate its newest revision: `topicwarden store push policy.shadow.yaml`");
        }
        PolicySource policy = ConfOptions.readPolicy(console, folder);
        Promotion promotion = Promotion.of(folder, policy, candidate.policyFiles());
        if (promotion.changesNothing()) {
            promotion.removeCandidate();
            console.out().println("the candidate is the policy already, and is gone");
            return ExitCode.YES;
        }
        boolean widens = widens(policy, candidate, ConfOptions.directoryOf(console, folder));
        seen(candidate);
        if (widens && !yes && !Confirmation.given(console, "put it in force?")) {
            console.err().println("nothing was changed");
            return ExitCode.NO;
        }
        promotion.run(console).forEach(console.out()::println);
        return ExitCode.YES;
    }

    /** Shows what changes; whether anything becomes allowed, or nobody can say. */
    private boolean widens(PolicySource policy, Configuration candidate, String directory) {
        PolicyDifference difference = PolicyComparison.between(
                policy.policy(), candidate.policy(), console.time().instant());
        DifferenceText.of(difference, new DifferencePlaces(directory, directory))
                .forEach(line -> console.out().println(line.text()));
        return difference.allowsMore() || !difference.exhaustive();
    }

    /** Shows where both have differed so far. */
    private void seen(Configuration candidate) throws ToolException {
        console.out().println();
        Path folder = logs != null
                ? ConfOptions.existing(console, console.resolve(logs))
                : console.home()
                        .map(home -> home.resolve("../../log/topicwarden").normalize())
                        .orElse(console.directory());
        LogFiles files =
                new LogFiles(folder.resolve(candidate.settings().shadow().file()));
        if (Files.exists(files.current())) {
            new SeenDifferences(console, candidate.policyHash()).print(files);
        } else {
            console.out()
                    .println("no differences have been recorded: there is no `" + console.shown(files.current()) + "`");
        }
    }
}
