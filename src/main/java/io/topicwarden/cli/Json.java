/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.topicwarden.policy.Problem;
import io.topicwarden.policy.SourceSpan;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes results as JSON. */
final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    /** Writes one value. */
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private Json() {}

    /** One object, indented by two spaces, and a line end. */
    static void object(PrintWriter out, Body members) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        write(out, json -> {
            json.setPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter));
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        });
    }

    /** One object on a line of its own. */
    static void line(PrintWriter out, Body members) {
        write(out, json -> {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        });
    }

    private static void write(PrintWriter out, Body body) {
        try {
            JsonGenerator json = FACTORY.createGenerator(out);
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            body.write(json);
            json.close();
            out.print('\n');
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The member {@code problems}. */
    static void problems(JsonGenerator json, List<Problem> problems, String directory) throws IOException {
        json.writeArrayFieldStart("problems");
        for (Problem problem : problems) {
            json.writeStartObject();
            json.writeStringField("code", problem.code());
            json.writeStringField("message", problem.message());
            place(json, problem.span(), directory);
            if (problem.help().isPresent()) {
                json.writeStringField("help", problem.help().get());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The members {@code file}, {@code line}, {@code column} and {@code length}. */
    static void place(JsonGenerator json, SourceSpan span, String directory) throws IOException {
        json.writeStringField("file", directory + span.file());
        json.writeNumberField("line", span.line());
        json.writeNumberField("column", span.column());
        json.writeNumberField("length", span.length());
    }
}
