/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.topicwarden.engine.Decision;
import io.topicwarden.policy.RuleReference;
import io.topicwarden.policy.yaml.ShownText;
import java.io.IOException;
import java.util.Optional;

/** Shows a decision. */
final class DecisionReport {

    private DecisionReport() {}

    /** {@code denied (qos): role `sensor`, policy.yaml:9 matches, but …}. */
    static String text(Console console, Decision decision) {
        if (decision instanceof Decision.Denied denied) {
            return Paint.RED.on(console, "denied") + " (" + denied.reason() + "): " + ShownText.of(denied.message());
        }
        return Paint.GREEN.on(console, "allowed") + ": " + ((Decision.Allowed) decision).rule() + " allows it";
    }

    /** A topic of which the client must not hear, if the sentence does not name it already. */
    static Optional<String> witness(Decision decision) {
        if (!(decision instanceof Decision.Denied denied)) {
            return Optional.empty();
        }
        return denied.witness()
                .filter(topic -> !denied.message().contains("`" + topic + "`"))
                .map(ShownText::of);
    }

    /** The members {@code allowed}, {@code reason}, {@code message}, {@code rule}, {@code near_miss}, {@code witness}. */
    static void write(JsonGenerator json, Decision decision, String directory) throws IOException {
        json.writeBooleanField("allowed", decision.isAllowed());
        if (!(decision instanceof Decision.Denied denied)) {
            write(json, "rule", ((Decision.Allowed) decision).rule(), directory);
            return;
        }
        json.writeStringField("reason", denied.reason().code());
        json.writeStringField("message", denied.message());
        if (denied.rule().isPresent()) {
            write(json, "rule", denied.rule().get(), directory);
        }
        if (denied.nearMiss().isPresent()) {
            Decision.NearMiss miss = denied.nearMiss().get();
            json.writeObjectFieldStart("near_miss");
            members(json, miss.rule(), directory);
            json.writeStringField("condition", miss.condition());
            json.writeStringField("explanation", miss.explanation());
            json.writeEndObject();
        }
        if (denied.witness().isPresent()) {
            json.writeStringField("witness", denied.witness().get());
        }
    }

    private static void write(JsonGenerator json, String name, RuleReference rule, String directory)
            throws IOException {
        json.writeObjectFieldStart(name);
        members(json, rule, directory);
        json.writeEndObject();
    }

    /** The members that name a permission: its role, its number among the role's, its file and line. */
    static void members(JsonGenerator json, RuleReference rule, String directory) throws IOException {
        json.writeStringField("role", rule.role());
        json.writeNumberField("permission", rule.permission());
        json.writeStringField("file", directory + rule.span().file());
        json.writeNumberField("line", rule.span().line());
    }
}
