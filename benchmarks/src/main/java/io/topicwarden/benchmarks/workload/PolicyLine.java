/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.workload;

import io.topicwarden.policy.Effect;
import java.util.List;

/**
 * One permission of a generated policy.
 *
 * @param role the role that has it
 * @param effect allow or deny, of publish and subscribe both
 * @param levels its only topic pattern
 */
record PolicyLine(String role, Effect effect, List<String> levels) {

    String pattern() {
        return String.join("/", levels);
    }

    boolean hasWildcard() {
        return levels.stream().anyMatch(level -> level.equals("+") || level.equals("#"));
    }

    /** A topic that it matches for the client of this identifier. */
    String topic(String clientId) {
        return pattern().replace("${client.id}", clientId).replace("+", "any").replace("#", "deep");
    }
}
