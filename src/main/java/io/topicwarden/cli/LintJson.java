/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.analysis.Finding;
import io.topicwarden.analysis.Lint;
import java.io.PrintWriter;

/** Writes findings for programs to read. */
final class LintJson {

    private LintJson() {}

    static void print(PrintWriter out, Lint lint, FindingPlaces places) {
        Json.object(out, json -> {
            json.writeBooleanField("exhaustive", lint.exhaustive());
            json.writeArrayFieldStart("findings");
            for (Finding finding : lint.findings()) {
                json.writeStartObject();
                json.writeStringField("code", finding.code().toString());
                json.writeStringField("severity", LintReport.word(finding.severity()));
                json.writeStringField("message", finding.message());
                Json.place(json, finding.span(), places.directory(finding.span()));
                json.writeStringField("help", finding.help());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
