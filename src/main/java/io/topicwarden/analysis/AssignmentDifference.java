/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Assignment;
import java.util.List;

/**
 * A role that clients hold, or hold no longer, by a change of assignments.
 *
 * @param assignment the one that gives the role in the later policy, or gave it in the earlier
 * @param role the role
 * @param gained whether they hold it now, and did not before
 * @param example such a client
 * @param allowed what becomes allowed to one of them, one change an action
 * @param forbidden what becomes forbidden
 */
public record AssignmentDifference(
        Assignment assignment,
        String role,
        boolean gained,
        Example example,
        List<Change> allowed,
        List<Change> forbidden) {

    public AssignmentDifference {
        allowed = List.copyOf(allowed);
        forbidden = List.copyOf(forbidden);
    }
}
