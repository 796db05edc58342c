/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import java.util.List;

/**
 * What it means to go from one policy to another.
 *
 * @param roles what changes by what roles say
 * @param assignments who holds roles, or no longer does
 * @param blocks who may connect, or no longer may
 * @param exhaustive whether everything was looked at; if not, there may be more
 */
public record PolicyDifference(
        List<RoleDifference> roles,
        List<AssignmentDifference> assignments,
        List<BlockDifference> blocks,
        boolean exhaustive) {

    public PolicyDifference {
        roles = List.copyOf(roles);
        assignments = List.copyOf(assignments);
        blocks = List.copyOf(blocks);
    }

    /** Whether anything becomes allowed to anybody. */
    public boolean allowsMore() {
        return roles.stream().anyMatch(role -> !role.allowed().isEmpty())
                || assignments.stream()
                        .anyMatch(assignment -> !assignment.allowed().isEmpty())
                || blocks.stream().anyMatch(BlockDifference::permits);
    }

    /** Whether anything becomes forbidden to anybody. */
    public boolean forbidsMore() {
        return roles.stream().anyMatch(role -> !role.forbidden().isEmpty())
                || assignments.stream()
                        .anyMatch(assignment -> !assignment.forbidden().isEmpty())
                || blocks.stream().anyMatch(block -> !block.permits());
    }

    /** Whether both policies mean the same, as far as was looked. */
    public boolean isEmpty() {
        return roles.isEmpty() && assignments.isEmpty() && blocks.isEmpty();
    }
}
