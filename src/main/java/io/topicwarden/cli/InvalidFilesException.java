/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.policy.Problem;
import java.util.List;

/** The files that a command was to work with have problems: exit code 3. */
final class InvalidFilesException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;
    private final String directory;

    /** @param directory what stands before the files' names, empty or with {@code /} at its end */
    InvalidFilesException(List<Problem> problems, String directory) {
        super(problems.size() + " problems");
        this.problems = List.copyOf(problems);
        this.directory = directory;
    }

    List<Problem> problems() {
        return problems;
    }

    String directory() {
        return directory;
    }
}
