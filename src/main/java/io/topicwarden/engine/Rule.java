/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.Conditions;
import io.topicwarden.policy.Effect;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.RuleReference;
import io.topicwarden.policy.TopicPattern;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A permission as it bears on one action; conditions that do not concern the action are left out. */
final class Rule {

    /** As they stand in the files: what is reported never depends on any other order. */
    static final Comparator<Rule> IN_SOURCE_ORDER = Comparator.comparing(Rule::reference);

    private static final Rule[] NONE = {};

    private final Permission permission;
    private final Decision.Allowed allowed;
    private final long refuses;
    private final long maxPayload;
    private final WhenClause when;
    private final boolean exact;

    Rule(Permission permission, Action action, WhenClause when) {
        Conditions conditions = permission.conditions();
        this.permission = permission;
        this.allowed = new Decision.Allowed(permission.reference());
        this.when = when;
        this.exact = !permission.everyTopic() && permission.topics().stream().noneMatch(TopicPattern::hasWildcard);
        if (action == Action.PUBLISH) {
            this.refuses = refusedQos(conditions) | refusedRetain(conditions);
            this.maxPayload = conditions.maxPayload().orElse(Offer.MAX_PAYLOAD);
        } else {
            this.refuses = refusedQos(conditions) | refusedSharing(permission);
            this.maxPayload = Offer.MAX_PAYLOAD;
        }
    }

    private static long refusedQos(Conditions conditions) {
        long bits = 0;
        for (int qos = 0; qos <= 2; qos++) {
            bits |= conditions.qos().isEmpty() || conditions.qos().contains(qos) ? 0 : Offer.ofQos(qos);
        }
        return bits;
    }

    private static long refusedRetain(Conditions conditions) {
        return conditions.retain().map(retain -> Offer.ofRetain(!retain)).orElse(0L);
    }

    /** Any allow permits plain subscriptions; a deny without {@code shared-groups} forbids shared ones too. */
    private static long refusedSharing(Permission permission) {
        boolean unspecified = permission.conditions().sharedGroups().isUnspecified();
        if (permission.effect() == Effect.ALLOW) {
            return unspecified ? Offer.SHARED : 0;
        }
        return unspecified ? 0 : Offer.PLAIN;
    }

    /** The rules in source order. */
    static Rule[] sorted(List<Rule> rules) {
        return rules.isEmpty() ? NONE : rules.stream().sorted(IN_SOURCE_ORDER).toArray(Rule[]::new);
    }

    /** The one that comes first in source order. */
    static Rule earlier(Rule a, Rule b) {
        return IN_SOURCE_ORDER.compare(a, b) <= 0 ? a : b;
    }

    /** Whether all conditions hold, the name of a shared group aside. */
    boolean holds(long offer, Binding binding) {
        return (offer & refuses) == 0 && acceptsPayload(offer) && binding.holds(when);
    }

    /** Whether it speaks of this group, if it speaks of some groups only. */
    boolean concerns(Optional<String> group) {
        return group.isEmpty()
                || conditions().sharedGroups().isUnspecified()
                || conditions().sharedGroups().contains(group.get());
    }

    boolean acceptsQos(long offer) {
        return (offer & refuses & Offer.ALL_QOS) == 0;
    }

    boolean acceptsRetain(long offer) {
        return (offer & refuses & Offer.ALL_RETAIN) == 0;
    }

    boolean acceptsPayload(long offer) {
        return Offer.payloadBytes(offer) <= maxPayload;
    }

    /**
     * Whether it can match nothing but topic names, since it has no wildcards: then what it matches need not be checked
     * for them.
     */
    boolean isExact() {
        return exact;
    }

    Permission permission() {
        return permission;
    }

    WhenClause when() {
        return when;
    }

    Conditions conditions() {
        return permission.conditions();
    }

    RuleReference reference() {
        return permission.reference();
    }

    Decision.Allowed allowed() {
        return allowed;
    }

    @Override
    public String toString() {
        return reference().toString();
    }
}
