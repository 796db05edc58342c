/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.conf.PolicySource;
import io.topicwarden.engine.Decision;
import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.Identity;
import io.topicwarden.policy.Settings;
import io.topicwarden.policy.yaml.ShownText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Replays a denial record against today's files. */
final class DenialExplanation {

    private final Console console;
    private final ConfOptions.Selection files;
    private final Format format;

    DenialExplanation(Console console, ConfOptions.Selection files, Format format) {
        this.console = console;
        this.files = files;
        this.format = format;
    }

    ExitCode explain(LogOption logs, String id) throws ToolException {
        DenialRecord record = find(logs.folder(console), id);
        Replay replay = new Replay(record, files.settings());
        Question question = Question.of(
                files,
                replay.client(),
                replay.attempt().orElse(Attempt.of(Attempt.Kind.PUBLISH, "")),
                console.time().instant());
        if (replay.attempt().isEmpty() && question.refusal().isEmpty()) {
            throw new ToolException(
                    ToolCode.NOT_REPLAYABLE,
                    "the connection was refused ("
                            + ShownText.of(record.text("event.reason").orElse("?")) + "), by "
                            + "what a record does not hold: "
                            + ShownText.of(record.text("message").orElse("")),
                    "neither its identity is disabled nor is it blocked today; let the client try again");
        }
        Explanation explanation = Explanation.of(question);
        List<String> unknowns = replay.unknowns(question.known().map(Identity::name));
        if (format.isJson()) {
            write(record, explanation, unknowns);
        } else {
            print(record, explanation, unknowns);
        }
        return explanation.answer().isAllowed() ? ExitCode.YES : ExitCode.NO;
    }

    private DenialRecord find(Path folder, String id) throws ToolException {
        String file = files.settings().orElse(Settings.REFUSE_ALL).denials().file();
        try {
            return DenialRecord.find(folder, file, id)
                    .orElseThrow(() -> new ToolException(
                            ToolCode.NO_SUCH_DENIAL,
                            "no record in `" + console.shown(folder) + "` has the id `" + id + "`",
                            "check the id; the oldest files are deleted in time (`logs` in topicwarden.yaml)"));
        } catch (IOException e) {
            throw new ToolException(
                    ToolCode.NO_SUCH_FILE, "`" + console.shown(folder) + "` cannot be read: " + e.getMessage(), "");
        }
    }

    private void print(DenialRecord record, Explanation explanation, List<String> unknowns) {
        PrintWriter out = console.out();
        Question question = explanation.question();
        String what = record.text("mqtt.topic").isEmpty()
                ? record.text("event.action").orElse("?")
                : question.attempt().toString();
        out.println("then:   " + ShownText.of(record.text("@timestamp").orElse("?")) + " client `"
                + ShownText.of(question.client().clientId()) + "`: " + ShownText.of(what));
        out.println(
                "        denied (" + ShownText.of(record.text("event.reason").orElse("?")) + "): "
                        + ShownText.of(record.text("message").orElse("")));
        out.println("policy: " + (isSamePolicy(record) ? "the same text as then" : "another text than then"));
        out.println("today:  " + (isSameAnswer(record, explanation.answer()) ? "the same answer" : "another answer"));
        out.println();
        new ExplanationReport(console, explanation).print();
        if (!unknowns.isEmpty()) {
            out.println();
            out.println("Not in the record:");
            unknowns.forEach(unknown -> out.println("  " + ShownText.of(unknown)));
        }
    }

    private void write(DenialRecord record, Explanation explanation, List<String> unknowns) {
        Json.object(console.out(), json -> {
            json.writeObjectFieldStart("record");
            for (String name : record.members().keySet().stream().sorted().toList()) {
                json.writeStringField(name, record.text(name).orElse(""));
            }
            json.writeEndObject();
            json.writeBooleanField("same_policy", isSamePolicy(record));
            json.writeBooleanField("same_answer", isSameAnswer(record, explanation.answer()));
            json.writeObjectFieldStart("today");
            new ExplanationReport(console, explanation).write(json);
            json.writeEndObject();
            json.writeArrayFieldStart("not_in_record");
            for (String unknown : unknowns) {
                json.writeString(unknown);
            }
            json.writeEndArray();
        });
    }

    private boolean isSamePolicy(DenialRecord record) {
        String today = new PolicySource(files.policy(), files.policyFiles()).hash();
        return record.text("topicwarden.policy").filter(today::equals).isPresent();
    }

    private static boolean isSameAnswer(DenialRecord record, Decision today) {
        Optional<String> reason = today instanceof Decision.Denied denied
                ? Optional.of(denied.reason().code())
                : Optional.empty();
        return reason.equals(record.text("event.reason"));
    }
}
