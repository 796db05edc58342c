/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.cli.inspect.Finding;
import io.topicwarden.cli.inspect.Inspection;
import io.topicwarden.cli.inspect.Severity;
import io.topicwarden.policy.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code topicwarden inspect}: what weakens the broker around the policy. */
@Command(
        name = "inspect",
        description =
                "Looks for what weakens a broker: listeners without TLS, client-authentication modes, key and trust"
                        + " stores, TLS versions, other security extensions, JMX, files that everybody can read, and listeners"
                        + " that the settings do not name. Reads files only; needs no running broker.",
        footer = {
            "",
            "What the broker gets from its environment (JAVA_OPTS, HIVEMQ_*_FOLDER, $${...} in config.xml)",
            "is not seen.",
            "",
            "Exit code: 0 nothing at or above --fail-level, 4 findings, 3 the files in conf/ are invalid",
            "(what else was found is shown all the same), 1 could not run.",
            "",
            "Examples:",
            "  topicwarden inspect",
            "  topicwarden inspect /opt/hivemq",
            "  topicwarden inspect --fail-level error --format json /opt/hivemq"
        })
final class InspectCommand implements Callable<ExitCode> {

    @Parameters(
            arity = "0..1",
            paramLabel = "HIVEMQ_HOME",
            description =
                    "the broker's home, with conf/ and extensions/ (default: the one that this tool is installed in)")
    private @Nullable Path given;

    @Option(
            names = "--fail-level",
            paramLabel = "error|warning|note",
            defaultValue = "warning",
            description = "the least severity that makes the exit code 4 (default: ${DEFAULT-VALUE})")
    private Severity failLevel = Severity.warning;

    @Mixin
    private Format format = new Format();

    private final Console console;

    InspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws ToolException {
        Path home = home();
        Path conf = home.resolve("extensions/topicwarden/conf");
        List<Problem> problems = problems(conf);
        List<Finding> findings = Inspection.of(home, console.time().instant()).stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .toList();
        FindingReport report = new FindingReport(console, home, findings);
        if (format.isJson()) {
            report.json(problems, ConfOptions.directoryOf(console, conf));
        } else {
            report.text(problems, ConfOptions.directoryOf(console, conf));
        }
        if (!problems.isEmpty()) {
            return ExitCode.INVALID;
        }
        return findings.stream().anyMatch(finding -> finding.severity().compareTo(failLevel) >= 0)
                ? ExitCode.FINDINGS
                : ExitCode.YES;
    }

    private Path home() throws ToolException {
        Path home = given != null ? console.resolve(given) : ownHome();
        if (!Files.isDirectory(home)) {
            throw new ToolException(
                    ToolCode.NO_SUCH_FILE, "`" + console.shown(home) + "` is not a folder", "name the broker's home");
        }
        if (!Files.isDirectory(home.resolve("conf")) && !Files.isDirectory(home.resolve("extensions"))) {
            throw new ToolException(
                    ToolCode.NO_HIVEMQ_HOME,
                    "`" + console.shown(home) + "` has neither `conf` nor `extensions` in it",
                    "name the broker's home: `topicwarden inspect /opt/hivemq`");
        }
        return home;
    }

    /** The home that this tool is installed in, as {@code extensions/topicwarden}. */
    private Path ownHome() throws ToolException {
        return console.home()
                .map(Path::getParent)
                .filter(extensions -> extensions.endsWith("extensions"))
                .map(Path::getParent)
                .orElseThrow(() -> new ToolException(
                        ToolCode.NO_HIVEMQ_HOME,
                        "this tool does not lie in the `extensions` folder of a broker",
                        "name the broker's home: `topicwarden inspect /opt/hivemq`"));
    }

    /** What is wrong with the files in {@code conf/}; one that is missing is a finding of its own. */
    private List<Problem> problems(Path conf) throws ToolException {
        try {
            if (Files.isDirectory(conf)) {
                ConfOptions.loadFolder(console, conf);
            }
            return List.of();
        } catch (InvalidFilesException e) {
            return e.problems();
        }
    }
}
