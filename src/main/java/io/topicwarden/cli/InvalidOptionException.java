/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.policy.Problem;
import java.util.List;

/** A text given on the command line has problems: exit code 1. */
final class InvalidOptionException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    InvalidOptionException(List<Problem> problems) {
        super(problems.size() + " problems");
        this.problems = List.copyOf(problems);
    }

    List<Problem> problems() {
        return problems;
    }
}
