/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.topicwarden.engine.Considered;
import io.topicwarden.policy.Effect;
import io.topicwarden.policy.yaml.ShownText;
import io.topicwarden.policy.yaml.SourceExcerpt;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Shows an explanation. */
final class ExplanationReport {

    /** How many entries of one kind are shown to people. */
    private static final int MOST = 20;

    private static final int MOST_PARTS = 3;

    private final Console console;
    private final PrintWriter out;
    private final Explanation explanation;
    private final String directory;

    ExplanationReport(Console console, Explanation explanation) {
        this.console = console;
        this.out = console.out();
        this.explanation = explanation;
        this.directory = explanation.question().files().policyDirectory();
    }

    /** For people. */
    void print() {
        out.println(DecisionReport.text(console, explanation.answer()));
        DecisionReport.witness(explanation.answer()).ifPresent(topic -> out.println("  for example `" + topic + "`"));
        explanation
                .decidingRule()
                .ifPresent(rule -> out.println(SourceExcerpt.of(
                                rule.span(), explanation.question().files().policyFiles())
                        .print(directory)));
        roles();
        if (explanation.question().refusal().isEmpty()) {
            permissions();
            parts();
        }
    }

    private void roles() {
        heading(explanation.held().isEmpty() ? "The client holds no role." : "Roles that the client holds:");
        explanation.held().forEach(held -> out.println("  `" + held.role() + "` " + held.why()));
        if (!explanation.missed().isEmpty()) {
            heading("Assignments that do not hold:");
            List<String> lines = explanation.missed().stream()
                    .map(missed -> "  `"
                            + String.join(
                                    "`, `",
                                    missed.assignment().roles().stream()
                                            .sorted()
                                            .toList()) + "` at "
                            + missed.assignment().span().fileAndLine() + ": " + ShownText.of(missed.why()))
                    .toList();
            limited(lines);
        }
    }

    private void permissions() {
        if (!explanation.held().isEmpty()) {
            heading("Permissions of these roles that have to do with it:");
            limited(explanation.considered().stream().map(this::line).toList());
        }
        if (explanation.others() > 0 && !explanation.held().isEmpty()) {
            String other = explanation.considered().isEmpty() ? "" : "other ";
            out.println(
                    explanation.others() == 1
                            ? "  1 " + other + "permission of these roles does not match"
                            : "  " + explanation.others() + " " + other + "permissions of these roles do not match");
        }
    }

    private String line(Considered one) {
        StringBuilder line = new StringBuilder("  ")
                .append(one.effect() == Effect.ALLOW ? "allow" : "deny ")
                .append(' ')
                .append(one.rule())
                .append(": ");
        line.append(
                one.closing()
                        ? "a variable of it has no usable value, so it denies everything"
                        : "matches" + parts(one));
        return line.append(one.holds() ? "" : ", but " + ShownText.of(String.join(" and ", one.unmet())))
                .toString();
    }

    private static String parts(Considered one) {
        if (one.parts().isEmpty()) {
            return "";
        }
        String first = one.parts().stream().limit(MOST_PARTS).map(ShownText::of).collect(Collectors.joining("`, `"));
        int others = one.parts().size() - MOST_PARTS;
        return " `" + first + "`" + (others > 0 ? " and " + others + " more" : "");
    }

    private void parts() {
        if (explanation.parts().isEmpty()) {
            return;
        }
        heading("What would be permitted:");
        limited(explanation.parts().stream()
                .map(part -> "  `" + ShownText.of(part.filter()) + "`"
                        + (part.wholly() ? "" : ", but for what a deny forbids or conditions ask for"))
                .toList());
    }

    private void heading(String text) {
        out.println();
        out.println(text);
    }

    private void limited(List<String> lines) {
        lines.stream().limit(MOST).forEach(out::println);
        if (lines.size() > MOST) {
            out.println("  and " + (lines.size() - MOST) + " more (`--format json` has all)");
        }
    }

    /** For programs: the members of a decision, and what led to it. */
    void write(JsonGenerator json) throws IOException {
        DecisionReport.write(json, explanation.answer(), directory);
        json.writeArrayFieldStart("roles");
        for (Explanation.Held held : explanation.held()) {
            json.writeStartObject();
            json.writeStringField("role", held.role());
            json.writeStringField("why", held.why());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("assignments_not_held");
        for (Explanation.Missed missed : explanation.missed()) {
            json.writeStartObject();
            json.writeArrayFieldStart("roles");
            for (String role : missed.assignment().roles().stream().sorted().toList()) {
                json.writeString(role);
            }
            json.writeEndArray();
            json.writeStringField("file", directory + missed.assignment().span().file());
            json.writeNumberField("line", missed.assignment().span().line());
            json.writeStringField("why", missed.why());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("permissions");
        for (Considered one : explanation.considered()) {
            write(json, one);
        }
        json.writeEndArray();
        json.writeNumberField("permissions_not_matching", explanation.others());
        json.writeArrayFieldStart("permitted_parts");
        for (Explanation.Part part : explanation.parts()) {
            json.writeStartObject();
            json.writeStringField("filter", part.filter());
            json.writeBooleanField("wholly", part.wholly());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void write(JsonGenerator json, Considered one) throws IOException {
        json.writeStartObject();
        json.writeStringField("effect", one.effect().name().toLowerCase(Locale.ROOT));
        DecisionReport.members(json, one.rule(), directory);
        json.writeBooleanField("holds", one.holds());
        json.writeArrayFieldStart("parts");
        for (String part : one.parts()) {
            json.writeString(part);
        }
        json.writeEndArray();
        json.writeBooleanField("closing", one.closing());
        json.writeArrayFieldStart("unmet");
        for (String unmet : one.unmet()) {
            json.writeString(unmet);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
