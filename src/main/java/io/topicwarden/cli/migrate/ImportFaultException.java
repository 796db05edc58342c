/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.migrate;

import io.topicwarden.policy.Problem;
import java.util.List;

/** A file to be imported has problems, so that nothing is imported. */
public final class ImportFaultException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    ImportFaultException(List<Problem> problems) {
        super(problems.size() + " problems");
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
