/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.ReasonCode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what the clients of a role set may do with single topics. */
final class TopicDecisions {

    private final List<String> roles;
    private final ActionRules rules;

    /** @param roles their names, for reasons */
    TopicDecisions(List<String> roles, ActionRules rules) {
        this.roles = roles;
        this.rules = rules;
    }

    Decision decide(Binding binding, String topic, long offer) {
        Rule permitting = deciding(binding, topic, offer);
        return permitting != null ? permitting.allowed() : denied(binding, topic, offer);
    }

    /** What {@link #decide} comes to, without a reason. */
    boolean permits(Binding binding, String topic, long offer) {
        return deciding(binding, topic, offer) != null;
    }

    private @Nullable Rule deciding(Binding binding, String topic, long offer) {
        Rule permitting = topic.isEmpty() ? null : permitting(binding, topic, offer);
        return permitting != null && (permitting.isExact() || Levels.isTopicName(topic)) ? permitting : null;
    }

    /**
     * An allow that matches the topic, if no deny forbids it.
     *
     * @param topic a topic name, or at least not empty
     */
    @Nullable
    Rule permitting(Binding binding, String topic, long offer) {
        long key = rules.key(topic);
        boolean forbidden =
                closed(binding, offer).isPresent() || rules.denies().find(topic, key, offer, binding) != null;
        return forbidden ? null : rules.allows().find(topic, key, offer, binding);
    }

    private Optional<Decision.Denied> closed(Binding binding, long offer) {
        for (ClosingDenies denies : binding.closed(rules.action())) {
            Rule deny = binding.first(denies.rules(), offer);
            if (deny != null) {
                return Optional.of(Denials.closed(deny, denies.slot(), Optional.empty()));
            }
        }
        return Optional.empty();
    }

    /** Looks again for the reason, at leisure. */
    private Decision.Denied denied(Binding binding, String topic, long offer) {
        if (!Levels.isTopicName(topic)) {
            return Denials.withoutRule(ReasonCode.NO_PERMISSION, "it is not a topic name");
        }
        Rule deny = rules.denies().find(topic, rules.key(topic), offer, binding);
        return closed(binding, offer)
                .orElseGet(() -> deny != null ? Denials.explicitDeny(deny) : unmatched(binding, topic, offer));
    }

    private Decision.Denied unmatched(Binding binding, String topic, long offer) {
        FilterRequest request = FilterRequest.ofTopic(binding, offer);
        try {
            return NearMisses.nearest(topic, rules.allows(), request)
                    .map(miss -> Denials.nearMiss(miss, Optional.empty()))
                    .orElseGet(() -> Denials.noPermission(roles, Optional.empty()));
        } catch (TooComplexException e) {
            return Denials.noPermission(roles, Optional.empty());
        }
    }
}
