/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.ReasonCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what one client may do with single topics. */
final class TopicDecisions {

    private final RoleSet roles;
    private final ActionRules rules;
    private final ClosingDenies[] closed;
    private final Binding binding;

    TopicDecisions(RoleSet roles, ActionRules rules, ClosingDenies[] closed, Binding binding) {
        this.roles = roles;
        this.rules = rules;
        this.closed = closed;
        this.binding = binding;
    }

    Decision decide(String topic, long offer) {
        Rule permitting = deciding(topic, offer);
        return permitting != null ? permitting.allowed() : denied(topic, offer);
    }

    /** What {@link #decide} comes to, without a reason. */
    boolean permits(String topic, long offer) {
        return deciding(topic, offer) != null;
    }

    private @Nullable Rule deciding(String topic, long offer) {
        Rule permitting = topic.isEmpty() ? null : permitting(topic, offer);
        return permitting != null && (permitting.isExact() || Levels.isTopicName(topic)) ? permitting : null;
    }

    /**
     * An allow that matches the topic, if no deny forbids it.
     *
     * @param topic a topic name, or at least not empty
     */
    @Nullable
    Rule permitting(String topic, long offer) {
        boolean forbidden = closed(offer).isPresent() || rules.denies().find(topic, offer, binding) != null;
        return forbidden ? null : rules.allows().find(topic, offer, binding);
    }

    private Optional<Decision.Denied> closed(long offer) {
        for (ClosingDenies denies : closed) {
            Rule deny = binding.first(denies.rules(), offer);
            if (deny != null) {
                return Optional.of(Denials.closed(deny, denies.slot(), Optional.empty()));
            }
        }
        return Optional.empty();
    }

    /** Looks again for the reason, at leisure. */
    private Decision.Denied denied(String topic, long offer) {
        if (!Levels.isTopicName(topic)) {
            return Denials.withoutRule(ReasonCode.NO_PERMISSION, "it is not a topic name");
        }
        Rule deny = rules.denies().find(topic, offer, binding);
        return closed(offer).orElseGet(() -> deny != null ? Denials.explicitDeny(deny) : unmatched(topic, offer));
    }

    private Decision.Denied unmatched(String topic, long offer) {
        FilterRequest request = FilterRequest.ofTopic(binding, offer);
        try {
            return NearMisses.nearest(topic, rules.allows(), request)
                    .map(miss -> Denials.nearMiss(miss, Optional.empty()))
                    .orElseGet(() -> Denials.noPermission(roles.names(), Optional.empty()));
        } catch (TooComplexException e) {
            return Denials.noPermission(roles.names(), Optional.empty());
        }
    }
}
