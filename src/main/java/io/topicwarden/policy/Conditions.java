/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a permission asks for beside the topic. A condition that does not concern an action is not looked at for it:
 * {@code retain} and {@code maxPayload} concern publishing, {@code sharedGroups} subscribing.
 *
 * @param qos the qualities of service, 0 to 2; empty means any
 * @param retain whether the retain flag must be set, or must not be
 * @param maxPayload the most bytes of payload, at least 0
 * @param sharedGroups the groups through which it may be subscribed
 * @param when what must hold of the client and the hour
 */
public record Conditions(
        Set<Integer> qos, Optional<Boolean> retain, OptionalLong maxPayload, SharedGroups sharedGroups, When when) {

    /** No condition at all. */
    public static final Conditions NONE =
            new Conditions(Set.of(), Optional.empty(), OptionalLong.empty(), SharedGroups.UNSPECIFIED, When.ALWAYS);

    public Conditions {
        qos = Set.copyOf(qos);
    }
}
