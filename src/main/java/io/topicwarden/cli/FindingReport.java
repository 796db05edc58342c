/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.topicwarden.cli.inspect.Finding;
import io.topicwarden.cli.inspect.Severity;
import io.topicwarden.policy.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Shows what an inspection has found.
 *
 * @param console where
 * @param home what was inspected
 * @param findings the worst first
 */
record FindingReport(Console console, Path home, List<Finding> findings) {

    private static final Map<Severity, Paint> PAINTS =
            Map.of(Severity.error, Paint.RED, Severity.warning, Paint.YELLOW, Severity.note, Paint.BLUE);

    void text(List<Problem> problems, String directory) {
        PrintWriter out = console.out();
        if (!problems.isEmpty()) {
            ProblemReport.print(console, out, problems, directory);
            out.println();
        }
        for (Finding finding : findings) {
            String severity = finding.severity().name();
            out.println(PAINTS.getOrDefault(finding.severity(), Paint.BOLD).on(console, severity) + "[" + finding.code()
                    + "]: " + finding.message());
            out.println("  --> " + finding.place());
            out.println("  = why: " + finding.code().why());
            out.println("  = help: " + finding.code().help());
            out.println();
        }
        out.println(summary());
    }

    private String summary() {
        return findings.isEmpty()
                ? "nothing found"
                : count(Severity.error, "error") + ", " + count(Severity.warning, "warning") + ", "
                        + count(Severity.note, "note");
    }

    private String count(Severity severity, String word) {
        long count = findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
        return count + " " + word + (count == 1 ? "" : "s");
    }

    void json(List<Problem> problems, String directory) {
        Json.object(console.out(), json -> {
            json.writeStringField("home", console.shown(home));
            json.writeArrayFieldStart("findings");
            for (Finding finding : findings) {
                write(json, finding);
            }
            json.writeEndArray();
            Json.problems(json, problems, directory);
        });
    }

    private static void write(JsonGenerator json, Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("code", finding.code().toString());
        json.writeStringField("severity", finding.severity().name());
        json.writeStringField("message", finding.message());
        json.writeStringField("file", finding.place().file());
        if (finding.place().line() > 0) {
            json.writeNumberField("line", finding.place().line());
        }
        json.writeStringField("why", finding.code().why());
        json.writeStringField("help", finding.code().help());
        json.writeEndObject();
    }
}
