/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.policy.Problem;
import io.topicwarden.policy.yaml.ProblemPrinter;
import java.io.PrintWriter;
import java.util.List;

/** Shows problems in files as the broker's log shows them. */
final class ProblemReport {

    private static final String ERROR = "error";

    private ProblemReport() {}

    /** All of them with an empty line between, and how many there are. */
    static void print(Console console, PrintWriter to, List<Problem> problems, String directory) {
        printEach(console, to, problems, directory);
        to.println(count(problems.size()));
    }

    /** All of them with an empty line behind each. */
    static void printEach(Console console, PrintWriter to, List<Problem> problems, String directory) {
        for (Problem problem : problems) {
            String text = ProblemPrinter.print(problem, directory);
            to.println(Paint.RED.on(console, ERROR) + text.substring(ERROR.length()));
            to.println();
        }
    }

    static String count(int problems) {
        return problems == 1 ? "1 problem" : problems + " problems";
    }
}
