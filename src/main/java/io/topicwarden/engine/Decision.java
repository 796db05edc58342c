/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.ReasonCode;
import io.topicwarden.policy.RuleReference;
import java.util.Optional;

/** What was decided of one action, and why. Only this package makes an allowing one. */
public sealed interface Decision {

    /** Permitted, by this permission (for a subscription covered by several, one of them). */
    final class Allowed implements Decision {

        private final RuleReference rule;

        Allowed(RuleReference rule) {
            this.rule = rule;
        }

        public RuleReference rule() {
            return rule;
        }

        @Override
        public String toString() {
            return "allowed by " + rule;
        }
    }

    /**
     * Refused.
     *
     * @param reason the stable code
     * @param message one sentence for the operator, with the rule or the nearest miss and its file and line
     * @param rule the deny that decided, if one did
     * @param nearMiss the allow that came nearest, if one came near
     * @param witness for a subscription, one topic name that it would match and the client may not read
     */
    record Denied(
            ReasonCode reason,
            String message,
            Optional<RuleReference> rule,
            Optional<NearMiss> nearMiss,
            Optional<String> witness)
            implements Decision {}

    /**
     * An allow that matches the topic but asks for something that the request does not have.
     *
     * @param rule the allow
     * @param condition its unmet condition as the policy calls it: {@code qos}, {@code retain}, {@code max-payload},
     *     {@code shared-groups}, {@code when.network}, {@code topics} and so on
     * @param explanation a clause such as {@code QoS 2 is not in [0, 1]}
     */
    record NearMiss(RuleReference rule, String condition, String explanation) {}

    /** Whether it is {@link Allowed}. */
    default boolean isAllowed() {
        return this instanceof Allowed;
    }
}
