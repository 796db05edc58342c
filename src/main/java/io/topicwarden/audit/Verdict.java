/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import io.topicwarden.engine.Decision;
import io.topicwarden.policy.ReasonCode;
import io.topicwarden.policy.RuleReference;
import java.util.Locale;
import java.util.Optional;

/**
 * What one of two policies says of an action.
 *
 * @param outcome whether it permits it
 * @param refusal why not all of it is permitted; present unless the outcome is {@link Outcome#ALLOWED}
 * @param rule the allow that permits or the deny that forbids, if one did
 * @param nearMiss the allow that came nearest, if one came near
 * @param witness for a subscription, one topic name that it would match and the client may not read
 * @param policyHash SHA-256 of the policy's text in lower-case hexadecimal
 */
public record Verdict(
        Outcome outcome,
        Optional<Refusal> refusal,
        Optional<RuleReference> rule,
        Optional<Decision.NearMiss> nearMiss,
        Optional<String> witness,
        String policyHash) {

    /** How much is permitted, from nothing to all. */
    public enum Outcome {
        DENIED,
        /** A subscription that is accepted and filtered at delivery, since part of it is permitted. */
        FILTERED,
        ALLOWED;

        private final String text = name().toLowerCase(Locale.ROOT);

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Why not.
     *
     * @param reason the stable code
     * @param message one clause for the operator
     */
    public record Refusal(ReasonCode reason, String message) {}

    /**
     * Of a decision.
     *
     * @param filtered whether what is refused as a whole is accepted in part
     */
    public static Verdict of(Decision decision, boolean filtered, String policyHash) {
        return decision instanceof Decision.Denied denied
                ? new Verdict(
                        filtered ? Outcome.FILTERED : Outcome.DENIED,
                        Optional.of(new Refusal(denied.reason(), denied.message())),
                        denied.rule(),
                        denied.nearMiss(),
                        denied.witness(),
                        policyHash)
                : new Verdict(
                        Outcome.ALLOWED,
                        Optional.empty(),
                        Optional.of(((Decision.Allowed) decision).rule()),
                        Optional.empty(),
                        Optional.empty(),
                        policyHash);
    }

    /** Of a connection: refused for this reason, or admitted. */
    public static Verdict ofConnection(Optional<Refusal> refusal, String policyHash) {
        return new Verdict(
                refusal.isPresent() ? Outcome.DENIED : Outcome.ALLOWED,
                refusal,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                policyHash);
    }
}
