/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.Conditions;
import io.topicwarden.policy.Effect;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.RuleReference;
import io.topicwarden.policy.SharedGroups;
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
    private final long accepts;
    private final long maxPayload;
    private final SharedGroups sharedGroups;
    private final WhenClause when;

    Rule(Permission permission, Action action, WhenClause when) {
        Conditions conditions = permission.conditions();
        boolean publish = action == Action.PUBLISH;
        this.permission = permission;
        this.allowed = new Decision.Allowed(permission.reference());
        this.accepts = acceptedQos(conditions) | (publish ? acceptedRetain(conditions) : Offer.ANY_RETAIN);
        this.maxPayload = publish ? conditions.maxPayload().orElse(Offer.MAX_PAYLOAD) : Offer.MAX_PAYLOAD;
        this.sharedGroups = publish ? SharedGroups.UNSPECIFIED : conditions.sharedGroups();
        this.when = when;
    }

    static Rule[] sorted(List<Rule> rules) {
        return rules.isEmpty() ? NONE : rules.stream().sorted(IN_SOURCE_ORDER).toArray(Rule[]::new);
    }

    /** The one that comes first in source order. */
    static Rule earlier(Rule a, Rule b) {
        return IN_SOURCE_ORDER.compare(a, b) <= 0 ? a : b;
    }

    private static long acceptedQos(Conditions conditions) {
        long bits = 0;
        for (int qos : conditions.qos()) {
            bits |= Offer.qosBit(qos);
        }
        return conditions.qos().isEmpty() ? Offer.ANY_QOS : bits;
    }

    private static long acceptedRetain(Conditions conditions) {
        return conditions.retain().map(Offer::retainBit).orElse(Offer.ANY_RETAIN);
    }

    /** Whether all conditions hold but the one on shared subscriptions, which topics know nothing of. */
    boolean holds(long offer, Binding binding) {
        return acceptsQos(offer) && acceptsRetain(offer) && acceptsPayload(offer) && binding.holds(when);
    }

    boolean acceptsQos(long offer) {
        return (offer & accepts & Offer.ANY_QOS) != 0;
    }

    boolean acceptsRetain(long offer) {
        return (offer & accepts & Offer.ANY_RETAIN) != 0;
    }

    boolean acceptsPayload(long offer) {
        return Offer.payloadBytes(offer) <= maxPayload;
    }

    /**
     * Whether it speaks of a subscription through this group, or of a plain one. Any allow permits a plain one, and any
     * deny without {@code shared-groups} forbids shared ones too.
     */
    boolean concerns(Optional<String> group) {
        if (permission.effect() == Effect.DENY && sharedGroups.isUnspecified()) {
            return true;
        }
        return group.map(sharedGroups::contains).orElse(permission.effect() == Effect.ALLOW);
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
