/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.report;

import io.topicwarden.audit.LogRecord;
import io.topicwarden.audit.RecordField;
import io.topicwarden.audit.findings.Findings;
import io.topicwarden.audit.findings.RecordTally;
import io.topicwarden.audit.findings.RecordTexts;
import io.topicwarden.audit.findings.Timeline;
import io.topicwarden.policy.yaml.ShownText;
import java.time.Instant;
import java.util.List;

/** A report as Markdown, for an issue or a chat. */
public final class MarkdownReport {

    private final Findings findings;
    private final StringBuilder text = new StringBuilder();

    private MarkdownReport(Findings findings) {
        this.findings = findings;
    }

    /**
     * Writes it.
     *
     * @param most how many rows a table may have
     * @param made when it is made
     */
    public static String of(Findings findings, int buckets, int most, Instant made) {
        MarkdownReport report = new MarkdownReport(findings);
        report.line("# What Topicwarden refused");
        report.line("");
        report.line(Subtitle.of(findings) + ". Made " + Subtitle.time(made) + " UTC.");
        report.overTime(findings.overTime(buckets));
        Findings.SUBJECTS.forEach(subject -> report.top(subject, most));
        report.newest();
        return report.text.toString();
    }

    private void overTime(Timeline.Series series) {
        heading("Over time");
        if (series.begins().isEmpty()) {
            line("Nothing was refused.");
            return;
        }
        List<String> reasons = List.copyOf(series.counts().keySet());
        StringBuilder head = new StringBuilder("| from (UTC), for ").append(Subtitle.span(series.bucket()));
        reasons.forEach(reason -> head.append(" | ").append(cell(reason)));
        line(head + " |");
        line("|---" + "|--:".repeat(reasons.size()) + "|");
        for (int i = 0; i < series.begins().size(); i++) {
            StringBuilder row =
                    new StringBuilder("| ").append(Subtitle.time(series.begins().get(i)));
            for (String reason : reasons) {
                row.append(" | ")
                        .append(series.counts().getOrDefault(reason, List.of()).get(i));
            }
            line(row + " |");
        }
    }

    private void top(RecordTally.Subject subject, int most) {
        heading(Subtitle.of(subject));
        line("| refusals | share | " + subject.name() + " |");
        line("|--:|--:|---|");
        for (RecordTally.Row row : findings.top(subject, most)) {
            line("| " + row.count() + " | " + Subtitle.share(row.count(), findings.refusals()) + " | "
                    + (row.key().isEmpty() ? "(none)" : cell(row.key())) + " |");
        }
        Subtitle.beyond(findings, subject).ifPresent(sentence -> {
            line("");
            line(sentence + ".");
        });
    }

    private void newest() {
        heading("The newest");
        line("| time (UTC) | refusals | client | action | topic | reason | rule | id |");
        line("|---|--:|---|---|---|---|---|---|");
        for (LogRecord record : findings.newest()) {
            line("| " + RecordTexts.at(record).map(Subtitle::time).orElse("") + " | " + record.count() + " | "
                    + cell(record.text(RecordField.CLIENT_ID)) + " | " + cell(record.text(RecordField.ACTION)) + " | "
                    + cell(RecordTexts.topic(record)) + " | " + cell(record.text(RecordField.REASON)) + " | "
                    + cell(RecordTexts.rule(record)) + " | " + cell(record.text(RecordField.ID)) + " |");
        }
    }

    private void heading(String heading) {
        line("");
        line("## " + heading);
        line("");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /** Every character that Markdown or HTML could take for its own is escaped, so that it stands there as it is. */
    private static String cell(String value) {
        StringBuilder escaped = new StringBuilder();
        ShownText.of(value).codePoints().forEach(c -> {
            if (c == '&' || c == '<' || c == '>') {
                escaped.append(c == '&' ? "&amp;" : c == '<' ? "&lt;" : "&gt;");
            } else if ("\\`*_{}[]()#+!|~$:@".indexOf(c) >= 0) {
                escaped.append('\\').appendCodePoint(c);
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }
}
