/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.migrate;

import io.topicwarden.policy.Problem;
import io.topicwarden.policy.SourceSpan;
import io.topicwarden.policy.yaml.ShownText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects problems and notes about imported files. */
final class Report {

    private static final int MAX_PROBLEMS = 100;

    private final List<Problem> problems = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();

    void note(ImportCode code, String file, int line, String message) {
        notes.add(new Note(code, file, line, ShownText.of(message)));
    }

    /**
     * @param text the line to be shown; empty if it must not be
     */
    void problem(ImportCode code, String message, SourceSpan span, String text, String help) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(new Problem(
                    code.toString(),
                    ShownText.of(message),
                    span,
                    text,
                    help.isEmpty() ? Optional.empty() : Optional.of(ShownText.of(help))));
        } else if (problems.size() == MAX_PROBLEMS) {
            problems.add(new Problem(
                    ImportCode.TOO_MANY_IMPORT_PROBLEMS.toString(),
                    "there are more than " + MAX_PROBLEMS + " problems",
                    new SourceSpan(span.file(), span.line(), 1, 1),
                    "",
                    Optional.of("check that this is the file you mean")));
        }
    }

    List<Note> notes() {
        return notes;
    }

    /** @throws ImportFaultException if there are problems */
    void throwProblems() throws ImportFaultException {
        if (!problems.isEmpty()) {
            throw new ImportFaultException(problems);
        }
    }
}
