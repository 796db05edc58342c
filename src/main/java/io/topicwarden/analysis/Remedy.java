/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Assignment;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.RuleReference;
import java.util.List;
import java.util.Optional;

/** What it would take to permit an attempt that a policy refuses. Every policy in here has been asked, not only worked out. */
public sealed interface Remedy {

    /** It is permitted already. */
    record NotNeeded() implements Remedy {}

    /**
     * No permission helps.
     *
     * @param why a clause
     */
    record Beyond(String why) implements Remedy {}

    /**
     * A permission that permits it.
     *
     * @param smallest for this client and exactly what it asked for
     * @param general for every holder of the role, each with its own value in the topic, where the topic names the client
     */
    record Granted(Grant smallest, Optional<Grant> general) implements Remedy {}

    /**
     * Denies forbid it, which no permission outweighs.
     *
     * @param denies those to narrow, at least one
     * @param besides what has to be permitted as well, where nothing permits it yet
     */
    record Denied(List<RuleReference> denies, Optional<Grant> besides) implements Remedy {

        public Denied {
            denies = List.copyOf(denies);
        }
    }

    /**
     * A permission to be added to a role.
     *
     * @param permission the permission
     * @param newAssignment who holds its role, where the client holds none and the role is a new one
     * @param policy the whole policy with it
     * @param opens all that it opens, by the exact comparison
     * @param confined whether it opens nothing but what was asked for: one topic filter, for one client
     */
    record Grant(
            Permission permission,
            Optional<Assignment> newAssignment,
            Policy policy,
            PolicyDifference opens,
            boolean confined) {}
}
