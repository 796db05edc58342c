/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.Problem;

/** Prints a problem with its line, a caret under the place, and the help. */
public final class ProblemPrinter {

    private ProblemPrinter() {}

    /**
     * The problem as several lines, without a line end after the last.
     *
     * @param directory what stands before the file's name, {@code conf/} or nothing
     */
    public static String print(Problem problem, String directory) {
        SourceExcerpt excerpt = new SourceExcerpt(problem.span(), problem.sourceLine());
        StringBuilder text = new StringBuilder()
                .append("error[")
                .append(problem.code())
                .append("]: ")
                .append(problem.message())
                .append('\n')
                .append(excerpt.print(directory));
        problem.help().ifPresent(help -> text.append('\n')
                .append(excerpt.gutter())
                .append(" = help: ")
                .append(help));
        return text.toString();
    }
}
