/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.audit.LogFiles;
import io.topicwarden.audit.LogRecord;
import io.topicwarden.audit.findings.Counts;
import io.topicwarden.audit.findings.Criteria;
import io.topicwarden.audit.findings.Histogram;
import io.topicwarden.audit.findings.RecordTally;
import io.topicwarden.audit.findings.RecordTexts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code topicwarden denials}: reads the denial log. */
@Command(
        name = "denials",
        description = "Reads the denial log, rotated files included: a table, counts, a picture over time.",
        subcommands = {DenialsKeygenCommand.class, DenialsVerifyCommand.class},
        footer = {
            "",
            "A record can stand for several refusals; counts are of refusals, and with --log shadow of differences.",
            "Exit code: 0 read (also if nothing matches), 1 could not run.",
            "",
            "Examples:",
            "  topicwarden denials --since 1h",
            "  topicwarden denials --since 1d --top clients",
            "  topicwarden denials --reason not-covered --top topics --limit 20",
            "  topicwarden denials --client 's*' --topic 'plants/assembly/#' --histogram",
            "  topicwarden denials --follow",
            "  topicwarden denials --log shadow --top differences",
            "  topicwarden denials --since 2026-11-24 --format json | jq .message"
        })
final class DenialsCommand implements Callable<ExitCode> {

    private static final int USUAL_ROWS = 50;
    private static final int USUAL_TOP = 10;

    @Mixin
    private LogOptions log = new LogOptions();

    @Mixin
    private RecordFilter filter = new RecordFilter();

    @Option(
            names = "--top",
            paramLabel = "WHAT",
            description = "counts by ${COMPLETION-CANDIDATES}, the greatest first")
    private RecordTally.@Nullable Subject top;

    @Option(names = "--histogram", description = "counts over time")
    private boolean histogram;

    @Option(names = "--bucket", paramLabel = "SPAN", description = "the length of its bars: `10s`, `5m`, `1h`")
    private @Nullable String bucket;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "the most rows: of the table the newest (default 50), of --top the greatest (default 10),"
                    + " of --histogram the bars (default 50)")
    private @Nullable Integer limit;

    @Option(
            names = {"-f", "--follow"},
            description = "goes on with what is written from now on, until Ctrl-C")
    private boolean follow;

    @Mixin
    private Format format = new Format();

    private final Console console;

    DenialsCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws ToolException {
        LogFiles files = log.files(console);
        Criteria criteria = filter.criteria(console.time().instant());
        if (follow) {
            return follow(files, criteria);
        }
        RecordScan scan = new RecordScan(console, criteria);
        if (top != null) {
            tally(scan, files, new RecordTally(top));
        } else if (histogram || bucket != null) {
            histogram(scan, files);
        } else if (format.isJson()) {
            scan.run(files, record -> console.out().print(record.line() + "\n"));
        } else {
            table(scan, files);
        }
        scan.tellJunk();
        return ExitCode.YES;
    }

    private int rows(int usual) {
        return limit == null ? usual : Math.max(0, limit);
    }

    private ExitCode follow(LogFiles files, Criteria criteria) throws ToolException {
        RecordLines lines = new RecordLines(console);
        try {
            new RecordFollower(files).run(false, record -> {
                if (criteria.accepts(record)) {
                    if (format.isJson()) {
                        console.out().print(record.line() + "\n");
                    } else {
                        lines.print(record);
                    }
                    console.out().flush();
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new ToolException(
                    ToolCode.UNREADABLE_LOG, "the log cannot be read: " + e.getMessage(), "check that you may read it");
        }
        return ExitCode.YES;
    }

    private void table(RecordScan scan, LogFiles files) throws ToolException {
        int most = rows(USUAL_ROWS);
        Deque<LogRecord> newest = new ArrayDeque<>();
        long[] matched = new long[2];
        scan.run(files, record -> {
            matched[0]++;
            matched[1] = Counts.plus(matched[1], record.count());
            newest.add(record);
            if (newest.size() > most) {
                newest.remove();
            }
        });
        RecordLines lines = new RecordLines(console);
        lines.table(newest);
        String shown = matched[0] > newest.size() ? " (the newest " + newest.size() + " shown, see --limit)" : "";
        console.out().println(matched[0] + " records, " + matched[1] + " " + log.events(files) + shown);
    }

    private void tally(RecordScan scan, LogFiles files, RecordTally tally) throws ToolException {
        scan.run(files, tally::add);
        int most = rows(USUAL_TOP);
        if (format.isJson()) {
            Json.object(console.out(), json -> {
                json.writeNumberField("total", tally.total());
                json.writeArrayFieldStart("top");
                for (RecordTally.Row row : tally.top(most)) {
                    json.writeStartObject();
                    json.writeStringField("key", row.key());
                    json.writeNumberField("count", row.count());
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
            return;
        }
        Table table =
                new Table(Set.of(0, 1), "COUNT", "SHARE", String.valueOf(top).toUpperCase(Locale.ROOT));
        for (RecordTally.Row row : tally.top(most)) {
            String share = String.format(Locale.ROOT, "%.1f%%", 100.0 * row.count() / tally.total());
            table.add(Long.toString(row.count()), share, row.key().isEmpty() ? "(none)" : row.key());
        }
        table.print(console);
        console.out().println(tally.total() + " " + log.events(files) + " in all");
        if (tally.beyond() > 0) {
            console.out()
                    .println("note: " + tally.beyond() + " of them are of keys that came after the first "
                            + RecordTally.MOST_KEYS + " different ones, and are counted in the sum alone");
        }
    }

    private void histogram(RecordScan scan, LogFiles files) throws ToolException {
        Histogram counts = bucket == null ? Histogram.fitting() : Histogram.of(span(bucket));
        scan.run(files, record -> RecordTexts.at(record).ifPresent(at -> counts.add(at, record.count())));
        new HistogramPrinter(console, log.events(files)).print(counts, rows(USUAL_ROWS), format.isJson());
    }

    private static Duration span(String text) throws ToolException {
        return Moment.span(text)
                .orElseThrow(() -> new ToolException(
                        ToolCode.BAD_SPAN, "`" + text + "` is no span of time", "write `10s`, `5m`, `1h` or `1d`"));
    }
}
