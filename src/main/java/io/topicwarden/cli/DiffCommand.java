/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.analysis.DifferencePlaces;
import io.topicwarden.analysis.DifferenceText;
import io.topicwarden.analysis.PolicyComparison;
import io.topicwarden.analysis.PolicyDifference;
import io.topicwarden.conf.PolicySource;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code topicwarden diff}: what a change of the policy means. */
@Command(
        name = "diff",
        description = {
            "Says what a change of the policy means, not what the text says: what becomes allowed or forbidden.",
            "",
            "Each + and - tells of a role, an assignment or a block what becomes allowed or forbidden by it, with a topic"
                    + " and a client that show it. Roles are compared as they are held alone."
        },
        footer = {
            "",
            "The clients are written as --as of can-i and explain takes them, so that an example can be looked into.",
            "Values like x and xx stand for any that no permission speaks of.",
            "",
            "Exit code: 2 if anything becomes allowed or may, 0 otherwise, 3 invalid, 1 could not run.",
            "",
            "Examples:",
            "  topicwarden diff /etc/topicwarden/conf new-policy.yaml",
            "  topicwarden diff old.yaml new.yaml || echo 'needs a review'",
            "  topicwarden diff --format json old-conf new-conf"
        })
final class DiffCommand implements Callable<ExitCode> {

    @Parameters(index = "0", paramLabel = "OLD", description = "a policy file, or a folder with policy.yaml")
    @SuppressWarnings("NullAway.Init")
    private Path old;

    @Parameters(index = "1", paramLabel = "NEW", description = "another one")
    @SuppressWarnings("NullAway.Init")
    private Path changed;

    @Mixin
    private Format format = new Format();

    private final Console console;

    DiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws ToolException, InvalidFilesException {
        PolicySource before = ConfOptions.readPolicy(console, old);
        PolicySource after = ConfOptions.readPolicy(console, changed);
        PolicyDifference difference = PolicyComparison.between(
                before.policy(), after.policy(), console.time().instant());
        DifferencePlaces places =
                new DifferencePlaces(ConfOptions.directoryOf(console, old), ConfOptions.directoryOf(console, changed));
        if (format.isJson()) {
            DiffJson.print(console.out(), difference, places);
        } else {
            DifferenceText.of(difference, places).forEach(this::print);
        }
        return difference.allowsMore() || !difference.exhaustive() ? ExitCode.NO : ExitCode.YES;
    }

    private void print(DifferenceText.Line line) {
        Paint paint =
                switch (line.kind()) {
                    case TITLE -> Paint.BOLD;
                    case MORE -> Paint.YELLOW;
                    case LESS -> Paint.BLUE;
                    case DETAIL, GAP, SUMMARY -> Paint.NONE;
                };
        console.out().println(paint.on(console, line.text()));
    }
}
