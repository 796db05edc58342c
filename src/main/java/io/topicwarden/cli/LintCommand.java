/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.analysis.Lint;
import io.topicwarden.analysis.LintInput;
import io.topicwarden.analysis.Linter;
import io.topicwarden.analysis.Severity;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code topicwarden lint}: what is valid but probably not as it was meant. */
@Command(
        name = "lint",
        description = {
            "Finds what is valid but probably not as it was meant, in the policy and in what it has to do with.",
            "",
            "Permissions that permit or deny nothing are found by working out what each decides, not by comparing text."
                    + " Every code is explained in docs/errors.md."
        },
        footer = {
            "",
            "Exit code: 4 if there is a finding at or above --fail-level, 0 otherwise, 3 invalid, 1 could not run.",
            "",
            "Examples:",
            "  topicwarden lint",
            "  topicwarden lint --policy new-policy.yaml --fail-level error",
            "  topicwarden lint --conf conf --format sarif > topicwarden.sarif"
        })
final class LintCommand implements Callable<ExitCode> {

    enum Level {
        error,
        warning,
        note;

        Severity severity() {
            return Severity.valueOf(name().toUpperCase(Locale.ROOT));
        }
    }

    enum Kind {
        text,
        json,
        sarif
    }

    @Option(
            names = "--fail-level",
            paramLabel = "error|warning|note",
            defaultValue = "warning",
            description = "from which severity on the exit code is 4 (default: ${DEFAULT-VALUE})")
    private Level failLevel = Level.warning;

    @Option(
            names = "--format",
            paramLabel = "text|json|sarif",
            defaultValue = "text",
            description = "how the findings are written; sarif is SARIF 2.1.0 (default: ${DEFAULT-VALUE})")
    private Kind format = Kind.text;

    @Option(names = "--shadow", description = "the candidate in policy.shadow.yaml in place of the policy in DIR")
    private boolean shadow;

    @Mixin
    private ConfOptions files = new ConfOptions();

    private final Console console;

    LintCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws ToolException, InvalidFilesException {
        ConfOptions.Selection read = shadow ? files.loadShadow(console) : files.load(console);
        Lint lint = Linter.lint(new LintInput(
                read.policy(),
                read.settings(),
                read.settings().isPresent() ? Optional.of(read.identities()) : Optional.empty(),
                console.time().instant()));
        FindingPlaces places = FindingPlaces.of(console, files, read);
        switch (format) {
            case text -> new LintReport(console, places).print(lint);
            case json -> LintJson.print(console.out(), lint, places);
            case sarif -> Sarif.print(console.out(), lint, places);
        }
        boolean failed =
                lint.findings().stream().anyMatch(finding -> finding.severity().compareTo(failLevel.severity()) >= 0);
        return failed ? ExitCode.FINDINGS : ExitCode.YES;
    }
}
