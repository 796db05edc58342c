/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.topicwarden.conf.PolicySource;
import io.topicwarden.engine.Decision;
import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.Identity;
import io.topicwarden.policy.yaml.ShownText;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A denial record decided again by the files of today.
 *
 * @param record the record
 * @param explanation the answer of today
 * @param unknowns what the record leaves open, in sentences
 */
record ReplayedDenial(DenialRecord record, Explanation explanation, List<String> unknowns) {

    /**
     * Decides it.
     *
     * @throws ToolException if the connection itself was refused for what the broker alone can decide
     */
    static ReplayedDenial of(ConfOptions.Selection files, DenialRecord record, Instant now) throws ToolException {
        Replay replay = new Replay(record, files.settings());
        Question question =
                Question.of(files, replay.client(), replay.attempt().orElse(Attempt.of(Attempt.Kind.PUBLISH, "")), now);
        if (replay.attempt().isEmpty() && question.refusal().isEmpty()) {
            throw new ToolException(
                    ToolCode.NOT_REPLAYABLE,
                    "the connection was refused ("
                            + ShownText.of(record.text("event.reason").orElse("?"))
                            + "), which the broker alone can decide again: "
                            + ShownText.of(record.text("message").orElse("")),
                    "neither its identity is disabled nor is it blocked today; once what is said is mended, let the client try again");
        }
        return new ReplayedDenial(
                record,
                Explanation.of(question),
                replay.unknowns(question.known().map(Identity::name)));
    }

    /** Whether the policy is, word by word, the one that refused it. */
    boolean isSamePolicy() {
        ConfOptions.Selection files = explanation.question().files();
        String today = new PolicySource(files.policy(), files.policyFiles()).hash();
        return record.text("topicwarden.policy").filter(today::equals).isPresent();
    }

    /** Whether today's answer is the same, for the same reason. */
    boolean isSameAnswer() {
        Optional<String> reason = explanation.answer() instanceof Decision.Denied denied
                ? Optional.of(denied.reason().code())
                : Optional.empty();
        return reason.equals(record.text("event.reason"));
    }

    /** For programs: the record, and the explanation of today's answer. */
    void write(JsonGenerator json, Console console) throws IOException {
        record.write(json);
        json.writeBooleanField("same_policy", isSamePolicy());
        json.writeBooleanField("same_answer", isSameAnswer());
        json.writeObjectFieldStart("today");
        new ExplanationReport(console, explanation).write(json);
        json.writeEndObject();
        json.writeArrayFieldStart("not_in_record");
        for (String unknown : unknowns) {
            json.writeString(unknown);
        }
        json.writeEndArray();
    }
}
