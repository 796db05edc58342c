/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.audit.LogFiles;
import io.topicwarden.audit.findings.Findings;
import io.topicwarden.cli.report.HtmlReport;
import io.topicwarden.cli.report.MarkdownReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code topicwarden report}: what the denial log comes to, as a file to hand on. */
@Command(
        name = "report",
        description =
                "Writes what the denial log comes to as one page to hand on: plots, top lists, the newest records.",
        footer = {
            "",
            "The page is one file of HTML without scripts, which fetches nothing. Counts are of refusals, so it",
            "takes neither --log shadow nor --log connections.",
            "Exit code: 0 written (also if nothing matches), 1 could not run.",
            "",
            "Examples:",
            "  topicwarden report --since 7d -o report.html",
            "  topicwarden report --since 1d --reason not-covered -o report.md",
            "  topicwarden report --since 1h --format json | jq .top.clients"
        })
final class ReportCommand implements Callable<ExitCode> {

    /** How a report can be written. */
    enum Kind {
        html,
        markdown,
        json
    }

    private static final int BUCKETS = 120;
    private static final int MARKDOWN_BUCKETS = 30;

    @Mixin
    private LogOptions log = new LogOptions();

    @Mixin
    private RecordFilter filter = new RecordFilter();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "the file to write (default: standard output)")
    private @Nullable Path output;

    @Option(names = "--force", description = "overwrite the file if it exists")
    private boolean force;

    @Option(
            names = "--format",
            paramLabel = "html|markdown|json",
            description = "how it is written (default: what the name of FILE ends in, .md, .json, or html)")
    private @Nullable Kind kind;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10",
            description = "the most rows of a top list (default: ${DEFAULT-VALUE})")
    private int limit = 10;

    @Option(
            names = "--newest",
            paramLabel = "N",
            defaultValue = "50",
            description = "the most records that are listed (default: ${DEFAULT-VALUE})")
    private int newest = 50;

    private final Console console;

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws ToolException {
        Instant now = console.time().instant();
        LogFiles files = log.filesOfRefusals(console);
        RecordScan scan = new RecordScan(console, filter.criteria(now));
        if (output != null && !force) {
            new NewFile(console, console.resolve(output)).refuseToOverwrite("name another file with -o FILE");
        }
        Findings findings = new Findings(Math.max(0, newest));
        scan.run(files, findings::add);
        String report = text(findings, now);
        if (output == null) {
            console.out().print(report);
        } else {
            new NewFile(console, console.resolve(output)).write(report, "rw-r-----");
        }
        scan.tellJunk();
        return ExitCode.YES;
    }

    private String text(Findings findings, Instant now) {
        int most = Math.max(0, limit);
        return switch (kind()) {
            case html -> HtmlReport.of(findings, BUCKETS, most, now);
            case markdown -> MarkdownReport.of(findings, MARKDOWN_BUCKETS, most, now);
            case json -> json(findings, most);
        };
    }

    private Kind kind() {
        if (kind != null) {
            return kind;
        }
        String name = String.valueOf(output);
        return name.endsWith(".md") ? Kind.markdown : name.endsWith(".json") ? Kind.json : Kind.html;
    }

    private static String json(Findings findings, int most) {
        StringWriter text = new StringWriter();
        Json.object(new PrintWriter(text), json -> new FindingsJson(json, findings).write(BUCKETS, most));
        return text.toString();
    }
}
