/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.audit.Verdict;
import io.topicwarden.engine.ClientPermissions;
import io.topicwarden.engine.Decision;
import java.util.Optional;

/**
 * Whether a subscription is accepted, and how.
 *
 * @param decision whether the whole of it is permitted
 * @param filtered whether it is accepted though only part of it is permitted, so that deliveries must be decided
 */
public record SubscriptionDecision(Decision decision, boolean filtered) {

    private static final String SHARE = "$share/";

    /**
     * Decides it. A shared subscription is never filtered: a message dropped at one member would be lost to its group,
     * whose other members may be permitted to have it.
     */
    static SubscriptionDecision of(ClientPermissions permissions, String topicFilter, int qos, boolean filterPartly) {
        Decision decision = permissions.subscribe(topicFilter, qos);
        boolean filtered = !decision.isAllowed()
                && filterPartly
                && !topicFilter.startsWith(SHARE)
                && permissions.partlyPermits(topicFilter, qos);
        return new SubscriptionDecision(decision, filtered);
    }

    /** How much of it is permitted. */
    Verdict.Outcome outcome() {
        return decision.isAllowed()
                ? Verdict.Outcome.ALLOWED
                : filtered ? Verdict.Outcome.FILTERED : Verdict.Outcome.DENIED;
    }

    /** Why it is not accepted, if it is not. */
    public Optional<Decision.Denied> denied() {
        return !filtered && decision instanceof Decision.Denied denied ? Optional.of(denied) : Optional.empty();
    }
}
