/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.analysis.Finding;
import io.topicwarden.analysis.Lint;
import io.topicwarden.analysis.Severity;
import io.topicwarden.policy.Problem;
import io.topicwarden.policy.yaml.ProblemPrinter;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** Writes findings for people to read, as problems are written. */
final class LintReport {

    private static final String ERROR = "error";

    private final Console console;
    private final FindingPlaces places;

    LintReport(Console console, FindingPlaces places) {
        this.console = console;
        this.places = places;
    }

    void print(Lint lint) {
        PrintWriter out = console.out();
        for (Finding finding : lint.findings()) {
            String text = ProblemPrinter.print(problem(finding), places.directory(finding.span()));
            out.println(severity(finding.severity()) + text.substring(ERROR.length()));
            out.println();
        }
        int count = lint.findings().size();
        out.println(count == 0 ? "no findings" : count == 1 ? "1 finding" : count + " findings");
        if (!lint.exhaustive()) {
            out.println("there may be more: the policy has too many conditions to look at them all");
        }
    }

    private Problem problem(Finding finding) {
        return new Problem(
                finding.code().toString(),
                finding.message(),
                finding.span(),
                places.line(finding.span()),
                Optional.of(finding.help()));
    }

    private String severity(Severity severity) {
        Paint paint =
                switch (severity) {
                    case ERROR -> Paint.RED;
                    case WARNING -> Paint.YELLOW;
                    case NOTE -> Paint.BLUE;
                };
        return paint.on(console, word(severity));
    }

    static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
