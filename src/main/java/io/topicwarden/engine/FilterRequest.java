/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Permission;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request to be decided with filters: what it offers to conditions, and how much work it has cost. */
final class FilterRequest {

    /** How many nodes of tries one decision may visit, and rules there ask; some tens of milliseconds. */
    private static final int MAX_EFFORT = 1 << 22;

    private final Binding binding;
    private final long offer;
    private final Optional<String> group;
    private final Set<Permission> ignored;
    private int effort;

    private FilterRequest(Binding binding, long offer, Optional<String> group, Set<Permission> ignored) {
        this.binding = binding;
        this.offer = offer;
        this.group = group;
        this.ignored = ignored;
    }

    /** A subscription, plain or through a group. */
    static FilterRequest subscription(Binding binding, int qos, Optional<String> group) {
        return new FilterRequest(binding, Offer.subscribe(qos, group.isPresent()), group, Set.of());
    }

    /** A request for a single topic. */
    static FilterRequest ofTopic(Binding binding, long offer) {
        return new FilterRequest(binding, offer, Optional.empty(), Set.of());
    }

    /** The same request, for which these permissions (these very ones, not equal ones) are as if they were not there. */
    FilterRequest ignoring(Set<Permission> permissions) {
        return new FilterRequest(binding, offer, group, permissions);
    }

    Binding binding() {
        return binding;
    }

    long offer() {
        return offer;
    }

    /** The same subscription without the group. */
    FilterRequest plain() {
        return subscription(binding, Offer.qos(offer), Optional.empty());
    }

    /** The group of a shared subscription. */
    Optional<String> group() {
        return group;
    }

    /**
     * The first of the rules whose conditions all hold.
     *
     * @throws TooComplexException if so many do not hold that one decision may not cost more
     */
    @Nullable
    Rule first(Rule[] rules) {
        for (int i = 0; i < rules.length; i++) {
            Rule rule = rules[i];
            if (rule.holds(offer, binding) && rule.concerns(group) && !isIgnored(rule)) {
                spend(i);
                return rule;
            }
        }
        spend(rules.length);
        return null;
    }

    private boolean isIgnored(Rule rule) {
        return !ignored.isEmpty() && ignored.contains(rule.permission());
    }

    /**
     * Notes that some nodes will be visited, or some rules were asked.
     *
     * @throws TooComplexException if that is more than one decision may cost
     */
    void spend(int nodes) {
        effort += nodes;
        if (effort > MAX_EFFORT) {
            throw new TooComplexException();
        }
    }
}
