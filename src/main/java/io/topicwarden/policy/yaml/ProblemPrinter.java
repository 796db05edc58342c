/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.Problem;
import io.topicwarden.policy.SourceSpan;

/** Prints a problem with its line, a caret under the place, and the help. */
public final class ProblemPrinter {

    private ProblemPrinter() {}

    /**
     * The problem as several lines, without a line end after the last.
     *
     * @param directory what stands before the file's name, {@code conf/} or nothing
     */
    public static String print(Problem problem, String directory) {
        SourceSpan span = problem.span();
        String gutter = " ".repeat(Integer.toString(span.line()).length());
        StringBuilder text = new StringBuilder()
                .append("error[")
                .append(problem.code())
                .append("]: ")
                .append(problem.message())
                .append('\n')
                .append(gutter)
                .append("--> ")
                .append(directory)
                .append(span.file())
                .append(':')
                .append(span.line())
                .append(':')
                .append(span.column());
        if (!problem.sourceLine().isEmpty()) {
            ShownLine line = ShownLine.of(problem.sourceLine(), span);
            text.append('\n').append(gutter).append(" |");
            text.append('\n').append(span.line()).append(" | ").append(line.text());
            text.append('\n').append(gutter).append(" | ").append(line.carets());
        }
        problem.help()
                .ifPresent(help ->
                        text.append('\n').append(gutter).append(" = help: ").append(help));
        return text.toString();
    }
}
