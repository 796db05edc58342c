/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.topicwarden.analysis.DifferencePlaces;
import io.topicwarden.analysis.DifferenceText;
import io.topicwarden.analysis.Remedy;
import io.topicwarden.analysis.RemedySearch;
import io.topicwarden.engine.Decision;
import io.topicwarden.policy.RuleReference;
import io.topicwarden.policy.yaml.SourceExcerpt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes, for the console, the deciding line of the policy and what it would take to permit what was asked. */
final class RemedyJson {

    private final JsonGenerator json;
    private final Question question;

    private RemedyJson(JsonGenerator json, Explanation explanation) {
        this.json = json;
        this.question = explanation.question();
    }

    /**
     * The members {@code excerpt} and {@code remedy}.
     *
     * @param name of the policy test that proves it
     */
    static void write(JsonGenerator json, Explanation explanation, String name) throws IOException {
        RemedyJson writer = new RemedyJson(json, explanation);
        Optional<RuleReference> deciding = explanation.decidingRule();
        if (deciding.isPresent()) {
            json.writeStringField("excerpt", writer.excerpt(deciding.get()));
        }
        writer.remedy(name);
    }

    private String excerpt(RuleReference rule) {
        return SourceExcerpt.of(rule.span(), question.files().policyFiles())
                .print(question.files().policyDirectory());
    }

    private void remedy(String name) throws IOException {
        Remedy remedy = found();
        json.writeObjectFieldStart("remedy");
        if (remedy instanceof Remedy.Beyond beyond) {
            json.writeStringField("kind", "beyond");
            json.writeStringField("why", beyond.why());
        } else if (remedy instanceof Remedy.Denied denied) {
            json.writeStringField("kind", "denied");
            denies(denied);
            grants(denied.besides(), Optional.empty());
        } else if (remedy instanceof Remedy.Granted granted) {
            json.writeStringField("kind", "granted");
            grants(Optional.of(granted.smallest()), granted.general());
        } else {
            json.writeStringField("kind", "not-needed");
        }
        if (!(remedy instanceof Remedy.Beyond)) {
            json.writeStringField("test", TestYaml.of(name, question.client(), question.attempt(), question.at()));
        }
        json.writeEndObject();
    }

    private Remedy found() {
        return question.refusal().isPresent() && question.refusal().get() instanceof Decision.Denied denied
                ? new Remedy.Beyond("the client may not connect, and no permission helps: " + denied.message())
                : RemedySearch.of(question.files().policy(), question.client(), question.attempt(), question.at());
    }

    private void denies(Remedy.Denied denied) throws IOException {
        json.writeArrayFieldStart("denies");
        for (RuleReference rule : denied.denies()) {
            json.writeStartObject();
            DecisionReport.members(json, rule, question.files().policyDirectory());
            json.writeStringField("excerpt", excerpt(rule));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void grants(Optional<Remedy.Grant> smallest, Optional<Remedy.Grant> general) throws IOException {
        json.writeArrayFieldStart("grants");
        if (smallest.isPresent()) {
            grant(smallest.get());
        }
        if (general.isPresent()) {
            grant(general.get());
        }
        json.writeEndArray();
    }

    private void grant(Remedy.Grant grant) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("new_role", grant.newAssignment().isPresent());
        json.writeBooleanField("confined", grant.confined());
        DecisionReport.members(
                json, grant.permission().reference(), question.files().policyDirectory());
        json.writeStringField("yaml", RemedyYaml.of(grant));
        json.writeArrayFieldStart("opens");
        for (String line : opens(grant)) {
            json.writeString(line);
        }
        json.writeEndArray();
        json.writeBooleanField("exhaustive", grant.opens().exhaustive());
        json.writeEndObject();
    }

    /** What becomes allowed, with a topic and a client that show it; where the permission stands is known. */
    private static List<String> opens(Remedy.Grant grant) {
        List<String> opens = new ArrayList<>();
        for (DifferenceText.Line line : DifferenceText.of(grant.opens(), new DifferencePlaces("", ""))) {
            String text = line.text().strip();
            if (line.kind() == DifferenceText.Kind.MORE) {
                opens.add(text);
            } else if (line.kind() == DifferenceText.Kind.DETAIL && text.startsWith("such as ") && !opens.isEmpty()) {
                opens.set(opens.size() - 1, opens.get(opens.size() - 1) + ", " + text);
            }
        }
        return opens;
    }
}
