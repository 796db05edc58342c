/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.policy.Attempt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code topicwarden explain}: why a client may do something, or may not. */
@Command(
        name = "explain",
        description = "Says why a client may do something or may not: roles, permissions, deciding rule.",
        footer = {
            "",
            "With --denial a record of the denial log is replayed against today's files, as of its time.",
            "",
            "Exit code: 0 allowed, 2 denied, 3 invalid files, 1 could not run. With --denial: today's answer.",
            "",
            "Examples:",
            "  topicwarden explain subscribe 'plants/#' --as roles=operator,attributes.site=assembly",
            "  topicwarden explain --denial 01JDEXAMPLE0000000000000000",
            "  topicwarden explain --denial 01JDEXAMPLE0000000000000000 --logs /var/log/hivemq/topicwarden"
        })
final class ExplainCommand implements Callable<ExitCode> {

    @Mixin
    private AttemptOptions asked = new AttemptOptions();

    @Option(
            names = "--denial",
            paramLabel = "ID",
            description = "the event.id of a record, which its client was told too")
    private @Nullable String denial;

    @Mixin
    private LogOption logs = new LogOption();

    @Mixin
    private ConfOptions conf = new ConfOptions();

    @Mixin
    private Format format = new Format();

    private final Console console;

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws ToolException, InvalidFilesException, InvalidOptionException {
        if (denial != null) {
            if (asked.isGiven()) {
                throw new ToolException(
                        ToolCode.USAGE,
                        "`--denial` says already who asks for what",
                        "leave out ACTION, TOPIC, `--as` and what belongs to them");
            }
            return new DenialExplanation(console, conf.load(console), format).explain(logs, denial);
        }
        Attempt attempt = asked.attempt();
        ConfOptions.Selection files = conf.load(console);
        return answer(Explanation.of(Question.of(
                files,
                asked.client(files.policy().roles().keySet()),
                attempt,
                console.time().instant())));
    }

    private ExitCode answer(Explanation explanation) {
        ExplanationReport report = new ExplanationReport(console, explanation);
        if (format.isJson()) {
            Json.object(console.out(), report::write);
        } else {
            report.print();
        }
        return explanation.answer().isAllowed() ? ExitCode.YES : ExitCode.NO;
    }
}
