/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.DeniedPublish;
import java.util.List;
import java.util.Optional;

/**
 * What changes for a client by what one role says, whoever holds it.
 *
 * @param role its name
 * @param presence in which of the policies it is
 * @param allowed what becomes allowed
 * @param forbidden what becomes forbidden
 * @param deniedPublish what becomes of refused publishes, if that changes
 */
public record RoleDifference(
        String role,
        Presence presence,
        List<Change> allowed,
        List<Change> forbidden,
        Optional<DeniedPublishChange> deniedPublish) {

    /** In which of two policies something is. */
    public enum Presence {
        BOTH,
        ADDED,
        REMOVED
    }

    /** A role's {@code denied-publish}; empty where it leaves it to the settings. */
    public record DeniedPublishChange(Optional<DeniedPublish> before, Optional<DeniedPublish> after) {}

    public RoleDifference {
        allowed = List.copyOf(allowed);
        forbidden = List.copyOf(forbidden);
    }

    /** Whether nothing of all that changes. */
    boolean isEmpty() {
        return presence == Presence.BOTH && allowed.isEmpty() && forbidden.isEmpty() && deniedPublish.isEmpty();
    }
}
