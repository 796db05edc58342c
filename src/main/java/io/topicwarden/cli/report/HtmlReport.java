/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.report;

import io.topicwarden.audit.LogRecord;
import io.topicwarden.audit.RecordField;
import io.topicwarden.audit.findings.Counts;
import io.topicwarden.audit.findings.Findings;
import io.topicwarden.audit.findings.RecordTally;
import io.topicwarden.audit.findings.RecordTexts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** A report as one page of HTML that needs nothing beside itself: no script, nothing to be fetched. */
public final class HtmlReport {

    private final Findings findings;
    private final Markup page = new Markup();

    private HtmlReport(Findings findings) {
        this.findings = findings;
    }

    /**
     * Writes it.
     *
     * @param most how many rows a table may have
     * @param made when it is made
     */
    public static String of(Findings findings, int buckets, int most, Instant made) {
        HtmlReport report = new HtmlReport(findings);
        report.head();
        report.page.raw("<p>" + Subtitle.of(findings) + ". Made " + Subtitle.time(made) + " UTC.</p>\n");
        report.section("Over time", () -> new Plot(findings.overTime(buckets)).draw(report.page));
        report.page.raw("<div class=\"tops\">\n");
        Findings.SUBJECTS.forEach(subject -> report.section(Subtitle.of(subject), () -> report.top(subject, most)));
        report.page.raw("</div>\n");
        report.section("The newest", report::newest);
        return report.page.raw("</main>\n</body>\n</html>\n").toString();
    }

    private void head() {
        page.raw(
                """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>What Topicwarden refused</title>
                <style>
                """);
        page.raw(style()).raw("</style>\n</head>\n<body>\n<main>\n<h1>What Topicwarden refused</h1>\n");
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void section(String heading, Runnable body) {
        page.raw("<section>\n<h2>" + heading + "</h2>\n");
        body.run();
        page.raw("</section>\n");
    }

    private void top(RecordTally.Subject subject, int most) {
        List<RecordTally.Row> rows = findings.top(subject, most);
        long greatest = rows.isEmpty() ? 1 : rows.get(0).count();
        page.raw(
                "<table>\n<thead><tr><th scope=\"col\" class=\"n\">refusals</th><th scope=\"col\" class=\"n\">share</th>"
                        + "<th scope=\"col\">" + subject.name() + "</th></tr></thead>\n<tbody>\n");
        for (RecordTally.Row row : rows) {
            page.raw("<tr><td class=\"n\">" + row.count() + "</td><td class=\"n\">"
                            + Subtitle.share(row.count(), findings.refusals()) + "</td><td>")
                    .text(row.key().isEmpty() ? "(none)" : row.key())
                    .raw("<svg class=\"bar\" viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                            + "<rect class=\"r0\" height=\"4\" width=\"" + Counts.parts(row.count(), greatest, 100)
                            + "\"/></svg></td></tr>\n");
        }
        page.raw("</tbody></table>\n");
        Subtitle.beyond(findings, subject).ifPresent(sentence -> page.raw("<p class=\"note\">" + sentence + ".</p>\n"));
    }

    private void newest() {
        page.raw("<div class=\"wide\"><table>\n<thead><tr>");
        for (String heading :
                List.of("time (UTC)", "refusals", "client", "identity", "action", "topic", "reason", "rule", "id")) {
            page.raw("<th scope=\"col\">" + heading + "</th>");
        }
        page.raw("</tr></thead>\n<tbody>\n");
        for (LogRecord record : findings.newest()) {
            page.raw("<tr>");
            for (String cell : List.of(
                    RecordTexts.at(record).map(Subtitle::time).orElse(""),
                    Long.toString(record.count()),
                    record.text(RecordField.CLIENT_ID),
                    record.text(RecordField.IDENTITY),
                    record.text(RecordField.ACTION),
                    RecordTexts.topic(record),
                    record.text(RecordField.REASON),
                    RecordTexts.rule(record),
                    record.text(RecordField.ID))) {
                page.raw("<td>").text(cell).raw("</td>");
            }
            page.raw("</tr>\n");
        }
        page.raw("</tbody></table></div>\n");
    }
}
