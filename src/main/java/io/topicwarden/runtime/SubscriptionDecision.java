/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.engine.ClientPermissions;
import io.topicwarden.engine.Decision;
import java.util.Optional;

/**
 * Whether a subscription is accepted, and how.
 *
 * @param denied why it is not
 * @param filtered whether it is accepted though only part of it is permitted, so that deliveries must be decided
 */
public record SubscriptionDecision(Optional<Decision.Denied> denied, boolean filtered) {

    private static final String SHARE = "$share/";

    /**
     * Decides it. A shared subscription is never filtered: a message dropped at one member would be lost to its group,
     * whose other members may be permitted to have it.
     */
    static SubscriptionDecision of(ClientPermissions permissions, String topicFilter, int qos, boolean filterPartly) {
        if (permissions.subscribe(topicFilter, qos) instanceof Decision.Denied denied) {
            boolean filtered =
                    filterPartly && !topicFilter.startsWith(SHARE) && permissions.partlyPermits(topicFilter, qos);
            return new SubscriptionDecision(filtered ? Optional.empty() : Optional.of(denied), filtered);
        }
        return new SubscriptionDecision(Optional.empty(), false);
    }
}
