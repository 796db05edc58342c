/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.topicwarden.analysis.Finding;
import io.topicwarden.analysis.Lint;
import io.topicwarden.analysis.LintCode;
import io.topicwarden.policy.SourceSpan;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;

/** Writes findings as SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format), for code review and CI. */
final class Sarif {

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private final JsonGenerator json;
    private final FindingPlaces places;

    private Sarif(JsonGenerator json, FindingPlaces places) {
        this.json = json;
        this.places = places;
    }

    static void print(PrintWriter out, Lint lint, FindingPlaces places) {
        Json.object(out, json -> new Sarif(json, places).log(lint));
    }

    private void log(Lint lint) throws IOException {
        json.writeStringField("$schema", SCHEMA);
        json.writeStringField("version", "2.1.0");
        json.writeArrayFieldStart("runs");
        json.writeStartObject();
        json.writeObjectFieldStart("tool");
        driver();
        json.writeEndObject();
        json.writeStringField("columnKind", "utf16CodeUnits");
        json.writeArrayFieldStart("results");
        for (Finding finding : lint.findings()) {
            result(finding);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void driver() throws IOException {
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "topicwarden");
        json.writeStringField("version", ToolVersion.text());
        json.writeArrayFieldStart("rules");
        for (LintCode code : LintCode.values()) {
            json.writeStartObject();
            json.writeStringField("id", code.toString());
            text("shortDescription", code.title());
            json.writeObjectFieldStart("defaultConfiguration");
            json.writeStringField("level", LintReport.word(code.severity()));
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void result(Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", finding.code().toString());
        json.writeStringField("level", LintReport.word(finding.severity()));
        text("message", finding.message() + "; " + finding.help());
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        location(finding.span());
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private void location(SourceSpan span) throws IOException {
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", uri(places.directory(span) + span.file()));
        json.writeEndObject();
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", span.line());
        json.writeNumberField("startColumn", span.column());
        json.writeNumberField("endColumn", span.column() + span.length());
        json.writeEndObject();
        json.writeEndObject();
    }

    /** A relative reference, or a file's URI. */
    private static String uri(String path) throws IOException {
        try {
            return path.startsWith("/")
                    ? new URI("file", "", path, null).toASCIIString()
                    : new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private void text(String name, String text) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("text", text);
        json.writeEndObject();
    }
}
