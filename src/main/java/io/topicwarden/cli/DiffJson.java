/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.topicwarden.analysis.AssignmentDifference;
import io.topicwarden.analysis.BlockDifference;
import io.topicwarden.analysis.Change;
import io.topicwarden.analysis.DifferencePlaces;
import io.topicwarden.analysis.PolicyDifference;
import io.topicwarden.analysis.RoleDifference;
import io.topicwarden.analysis.TermsWords;
import io.topicwarden.engine.Terms;
import io.topicwarden.policy.DeniedPublish;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes a difference for programs to read. */
final class DiffJson {

    private final JsonGenerator json;
    private final DifferencePlaces places;

    private DiffJson(JsonGenerator json, DifferencePlaces places) {
        this.json = json;
        this.places = places;
    }

    static void print(PrintWriter out, PolicyDifference difference, DifferencePlaces places) {
        Json.object(out, json -> new DiffJson(json, places).write(difference));
    }

    private void write(PolicyDifference difference) throws IOException {
        json.writeBooleanField("allowsMore", difference.allowsMore());
        json.writeBooleanField("forbidsMore", difference.forbidsMore());
        json.writeBooleanField("exhaustive", difference.exhaustive());
        json.writeArrayFieldStart("roles");
        for (RoleDifference role : difference.roles()) {
            role(role);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("assignments");
        for (AssignmentDifference assignment : difference.assignments()) {
            assignment(assignment);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("blocks");
        for (BlockDifference block : difference.blocks()) {
            block(block);
        }
        json.writeEndArray();
    }

    private void role(RoleDifference role) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", role.role());
        json.writeStringField(
                "change", role.presence().name().toLowerCase(Locale.ROOT).replace("both", "changed"));
        if (role.deniedPublish().isPresent()) {
            json.writeObjectFieldStart("deniedPublish");
            json.writeStringField("before", word(role.deniedPublish().get().before()));
            json.writeStringField("after", word(role.deniedPublish().get().after()));
            json.writeEndObject();
        }
        changes(role.allowed(), role.forbidden());
        json.writeEndObject();
    }

    private static String word(Optional<DeniedPublish> deniedPublish) {
        return deniedPublish.map(word -> word.name().toLowerCase(Locale.ROOT)).orElse("setting");
    }

    private void assignment(AssignmentDifference assignment) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", assignment.role());
        json.writeStringField("change", assignment.gained() ? "gained" : "lost");
        ExampleJson.write(json, assignment.example());
        Json.place(json, assignment.assignment().span(), assignment.gained() ? places.after() : places.before());
        changes(assignment.allowed(), assignment.forbidden());
        json.writeEndObject();
    }

    private void block(BlockDifference block) throws IOException {
        json.writeStartObject();
        json.writeStringField("change", block.permits() ? "gone" : "new");
        ExampleJson.write(json, block.example());
        Json.place(json, block.block().span(), block.permits() ? places.before() : places.after());
        json.writeEndObject();
    }

    private void changes(List<Change> allowed, List<Change> forbidden) throws IOException {
        changes("allowed", allowed, true);
        changes("forbidden", forbidden, false);
    }

    private void changes(String name, List<Change> changes, boolean allowed) throws IOException {
        json.writeArrayFieldStart(name);
        for (Change change : changes) {
            change(change, allowed);
        }
        json.writeEndArray();
    }

    private void change(Change change, boolean allowed) throws IOException {
        json.writeStartObject();
        json.writeStringField("action", TermsWords.verb(change.witness().terms()));
        json.writeStringField("topics", change.witness().topics());
        json.writeStringField("witness", change.witness().topic());
        ExampleJson.write(json, change.witness().example());
        terms(change.witness().terms());
        if (change.alsoHolding().isPresent()) {
            json.writeStringField("alsoHolding", change.alsoHolding().get());
        }
        json.writeStringField("effect", change.byDeny() ? "deny" : "allow");
        Json.place(json, change.cause().span(), places.directory(change, allowed));
        json.writeEndObject();
    }

    private void terms(Terms terms) throws IOException {
        if (terms instanceof Terms.Publish publish) {
            json.writeNumberField("qos", publish.qos());
            json.writeBooleanField("retain", publish.retain());
            json.writeNumberField("payload", publish.payloadBytes());
        } else {
            Terms.Subscribe subscribe = (Terms.Subscribe) terms;
            json.writeNumberField("qos", subscribe.qos());
            if (subscribe.group().isPresent()) {
                json.writeStringField("sharedGroup", subscribe.group().get());
            }
        }
    }
}
