/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.audit.LogFiles;
import io.topicwarden.policy.Settings;
import io.topicwarden.policy.yaml.ShownText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

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
        ReplayedDenial replayed =
                ReplayedDenial.of(files, record, console.time().instant());
        if (format.isJson()) {
            Json.object(console.out(), json -> replayed.write(json, console));
        } else {
            print(replayed);
        }
        return replayed.explanation().answer().isAllowed() ? ExitCode.YES : ExitCode.NO;
    }

    private DenialRecord find(Path folder, String id) throws ToolException {
        String file = files.settings().orElse(Settings.REFUSE_ALL).denials().file();
        try {
            return DenialRecord.find(new LogFiles(folder.resolve(file)), id)
                    .orElseThrow(() -> new ToolException(
                            ToolCode.NO_SUCH_DENIAL,
                            "no record in `" + console.shown(folder) + "` has the id `" + id + "`",
                            "check the id; the oldest files are deleted in time (`logs` in topicwarden.yaml)"));
        } catch (IOException e) {
            throw new ToolException(
                    ToolCode.NO_SUCH_FILE, "`" + console.shown(folder) + "` cannot be read: " + e.getMessage(), "");
        }
    }

    private void print(ReplayedDenial replayed) {
        DenialRecord record = replayed.record();
        Explanation explanation = replayed.explanation();
        List<String> unknowns = replayed.unknowns();
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
        out.println("policy: " + (replayed.isSamePolicy() ? "the same text as then" : "another text than then"));
        out.println("today:  " + (replayed.isSameAnswer() ? "the same answer" : "another answer"));
        out.println();
        new ExplanationReport(console, explanation).print();
        if (!unknowns.isEmpty()) {
            out.println();
            out.println("Not in the record:");
            unknowns.forEach(unknown -> out.println("  " + ShownText.of(unknown)));
        }
    }
}
