/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.topicwarden.analysis.Ability;
import io.topicwarden.analysis.WhoCan;
import io.topicwarden.policy.SourceSpan;
import java.io.IOException;
import java.io.PrintWriter;

/** Writes who can do something for programs to read. */
final class WhoCanJson {

    private final JsonGenerator json;
    private final FindingPlaces places;

    private WhoCanJson(JsonGenerator json, FindingPlaces places) {
        this.json = json;
        this.places = places;
    }

    static void print(PrintWriter out, WhoCan found, FindingPlaces places) {
        Json.object(out, json -> new WhoCanJson(json, places).write(found));
    }

    private void write(WhoCan found) throws IOException {
        json.writeBooleanField("exhaustive", found.exhaustive());
        json.writeArrayFieldStart("roles");
        for (WhoCan.OfRole of : found.roles()) {
            json.writeStartObject();
            json.writeStringField("role", of.role().name());
            json.writeBooleanField("whole", of.abilities().stream().anyMatch(Ability::whole));
            json.writeArrayFieldStart("permissions");
            for (Ability ability : of.abilities()) {
                json.writeStartObject();
                ability(ability);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("assignments");
        for (WhoCan.OfAssignment of : found.assignments()) {
            holder("", of.role(), of.assignment().span(), of.ability());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("identities");
        for (WhoCan.OfIdentity of : found.identities()) {
            holder(of.identity().name(), of.role(), of.identity().span(), of.ability());
        }
        json.writeEndArray();
    }

    private void holder(String identity, String role, SourceSpan span, Ability ability) throws IOException {
        json.writeStartObject();
        if (!identity.isEmpty()) {
            json.writeStringField("identity", identity);
        }
        json.writeStringField("role", role);
        place(span);
        json.writeObjectFieldStart("permission");
        ability(ability);
        json.writeEndObject();
        json.writeEndObject();
    }

    private void ability(Ability ability) throws IOException {
        json.writeBooleanField("whole", ability.whole());
        json.writeStringField("topics", ability.witness().topics());
        json.writeStringField("witness", ability.witness().topic());
        ExampleJson.write(json, ability.witness().example());
        json.writeArrayFieldStart("needs");
        for (String need : ability.needs()) {
            json.writeString(need);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("except");
        for (String denied : ability.except()) {
            json.writeString(denied);
        }
        json.writeEndArray();
        place(ability.rule().span());
    }

    private void place(SourceSpan span) throws IOException {
        Json.place(json, span, places.directory(span));
    }
}
