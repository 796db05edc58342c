/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import java.util.List;

/**
 * All that was found.
 *
 * @param findings in the order of their places
 * @param exhaustive whether everything was looked at; if not, there may be more
 */
public record Lint(List<Finding> findings, boolean exhaustive) {

    public Lint {
        findings = List.copyOf(findings);
    }
}
