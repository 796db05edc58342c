/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import io.topicwarden.policy.ReasonCode;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * An action that a candidate policy would have decided otherwise than the policy in force did.
 *
 * @param at when
 * @param action what it was
 * @param peer who did it
 * @param request what was asked for; absent if it was the connection itself
 * @param inForce what was decided
 * @param shadow what the candidate would have decided; its outcome is another one
 */
public record ShadowDifference(
        Instant at, EventAction action, Peer peer, Optional<Request> request, Verdict inForce, Verdict shadow) {

    /** Which way a candidate differs. */
    public enum Direction {
        /** It permits less. */
        WOULD_DENY,
        /** It permits more. */
        WOULD_ALLOW;

        private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

        /** As it stands in records and metrics: {@code would-deny}. */
        @Override
        public String toString() {
            return text;
        }
    }

    public Direction direction() {
        return shadow.outcome().compareTo(inForce.outcome()) < 0 ? Direction.WOULD_DENY : Direction.WOULD_ALLOW;
    }

    /** Why the one of the two that permits less does not permit it all. */
    public Verdict.Refusal refusal() {
        Verdict stricter = direction() == Direction.WOULD_DENY ? shadow : inForce;
        return stricter.refusal().orElseGet(() -> new Verdict.Refusal(ReasonCode.INTERNAL_ERROR, "no reason is known"));
    }
}
