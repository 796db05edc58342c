/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.topicwarden.cli.migrate.ImportCode;
import io.topicwarden.cli.migrate.Imported;
import io.topicwarden.cli.migrate.Note;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/**
 * Says what an importer has made.
 *
 * @param console where
 * @param imported what it made
 * @param written the files written, as they are shown
 * @param listener what the settings may say of a listener, a key each
 */
record ImportReport(Console console, Imported imported, List<String> written, List<String> listener) {

    private static final int SHOWN = 200;

    void text() {
        PrintWriter out = console.out();
        out.println("wrote " + String.join(", ", written));
        for (ImportCode.Kind kind : ImportCode.Kind.values()) {
            List<Note> notes = imported.notes().stream()
                    .filter(note -> note.code().kind() == kind)
                    .toList();
            if (!notes.isEmpty()) {
                out.println();
                out.println(Paint.BOLD.on(console, kind.title() + ":"));
                notes.stream().limit(SHOWN).forEach(this::line);
                if (notes.size() > SHOWN) {
                    out.println("  and " + (notes.size() - SHOWN) + " more, all of them with --format json");
                }
            }
        }
        settings(out);
    }

    private void line(Note note) {
        console.out().println("  " + note.file() + ":" + note.line() + ": [" + note.code() + "] " + note.message());
    }

    private void settings(PrintWriter out) {
        out.println();
        out.println(Paint.BOLD.on(console, "to begin with in topicwarden.yaml:"));
        out.println("  listeners:");
        out.println("    NAME:                       # the listener's <name> in HiveMQ's config.xml");
        listener.forEach(key -> out.println("      " + key));
        out.println("  subscriptions:");
        out.println("    partly-permitted: filter    # accept subscriptions, and deliver only what is permitted");
    }

    void json() {
        Json.object(console.out(), json -> {
            json.writeArrayFieldStart("written");
            for (String file : written) {
                json.writeString(file);
            }
            json.writeEndArray();
            json.writeBooleanField("exact", imported.isExact());
            json.writeArrayFieldStart("notes");
            for (Note note : imported.notes()) {
                write(json, note);
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, Note note) throws IOException {
        json.writeStartObject();
        json.writeStringField("code", note.code().toString());
        json.writeStringField(
                "kind",
                note.code().kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        json.writeStringField("message", note.message());
        json.writeStringField("file", note.file());
        json.writeNumberField("line", note.line());
        json.writeEndObject();
    }
}
