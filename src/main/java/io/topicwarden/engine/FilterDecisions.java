/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.ReasonCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides what the clients of a role set may subscribe to. */
final class FilterDecisions {

    private final List<String> roles;
    private final Set<String> literals;
    private final ActionRules rules;
    private final TopicDecisions topics;

    /**
     * For the rules of subscribing.
     *
     * @param roles their names, for reasons
     * @param literals every literal level that occurs in the rules
     * @param topics decides single topics by the same rules
     */
    FilterDecisions(List<String> roles, Set<String> literals, ActionRules rules, TopicDecisions topics) {
        this.roles = roles;
        this.literals = literals;
        this.rules = rules;
        this.topics = topics;
    }

    /** Whether every topic that the filter matches may be read. */
    Decision decide(Binding binding, String text, int qos) {
        RequestedFilter requested = RequestedFilter.parse(text);
        if (requested instanceof RequestedFilter.Malformed malformed) {
            return Denials.withoutRule(malformed.reason(), malformed.message());
        }
        RequestedFilter.Valid valid = (RequestedFilter.Valid) requested;
        Rule permitting = valid.isPlainTopic() ? topics.permitting(binding, text, Offer.subscribe(qos, false)) : null;
        return permitting != null ? permitting.allowed() : decide(binding, valid, qos);
    }

    private Decision decide(Binding binding, RequestedFilter.Valid valid, int qos) {
        try {
            return decide(valid.filter(), FilterRequest.subscription(binding, qos, valid.group()));
        } catch (TooComplexException e) {
            return Denials.withoutRule(ReasonCode.NOT_COVERED, "too many permissions come into question to decide it");
        }
    }

    /** Whether some topic that the filter matches may be read. */
    boolean permitsPart(Binding binding, String text, int qos) {
        if (!(RequestedFilter.parse(text) instanceof RequestedFilter.Valid valid)) {
            return false;
        }
        try {
            FilterRequest request = FilterRequest.subscription(binding, qos, valid.group());
            return closed(valid.filter(), request).isEmpty() && permitsPart(valid.filter(), request);
        } catch (TooComplexException e) {
            return false;
        }
    }

    private boolean permitsPart(String filter, FilterRequest request) {
        return Meet.outside(rules.denies(), filter, rules.allows(), request).isPresent();
    }

    private Decision decide(String filter, FilterRequest request) {
        Optional<Decision.Denied> closed = closed(filter, request);
        if (closed.isPresent()) {
            return closed.get();
        }
        Coverage coverage = Coverage.of(filter, rules.allows(), request);
        if (coverage instanceof Coverage.Uncovered uncovered) {
            return uncovered(filter, uncovered, request);
        }
        Optional<Decision.Denied> denied = explicitlyDenied(filter, request);
        return denied.isPresent()
                ? denied.get()
                : ((Coverage.Covered) coverage).rule().allowed();
    }

    private Optional<Decision.Denied> closed(String filter, FilterRequest request) {
        for (ClosingDenies denies : request.binding().closed(rules.action())) {
            Rule deny = request.first(denies.rules());
            if (deny != null) {
                int tail = Levels.needsLevelForMultiWildcard(filter) ? 1 : 0;
                return Optional.of(Denials.closed(deny, denies.slot(), witness(filter, tail)));
            }
        }
        return Optional.empty();
    }

    private Optional<Decision.Denied> explicitlyDenied(String filter, FilterRequest request) {
        if (rules.denies().isEmpty()) {
            return Optional.empty();
        }
        return Meet.of(filter, rules.denies(), request)
                .map(found -> Denials.explicitDeny(found.rule(), witness(found.filter(), found.tail())));
    }

    /** Not all is permitted by allows: a deny is the reason only if nothing is permitted at all. */
    private Decision.Denied uncovered(String filter, Coverage.Uncovered uncovered, FilterRequest request) {
        boolean partly = permitsPart(filter, request);
        Optional<Decision.Denied> denied = partly ? Optional.empty() : explicitlyDenied(filter, request);
        if (denied.isPresent()) {
            return denied.get();
        }
        Optional<String> witness =
                GenericTopic.of(filter, uncovered.tail(), literals, topic -> !isAllowed(topic, request));
        return NearMisses.nearest(filter, rules.allows(), request)
                .map(miss -> Denials.nearMiss(miss, witness))
                .or(() -> plainOnly(filter, request, witness))
                .orElseGet(() -> partly ? Denials.notCovered(witness) : Denials.noPermission(roles, witness));
    }

    /** Several allows together may permit the plain subscription where none of them does so alone. */
    private Optional<Decision.Denied> plainOnly(String filter, FilterRequest request, Optional<String> witness) {
        if (request.group().isEmpty() || !isAllowed(filter, request.plain())) {
            return Optional.empty();
        }
        return Optional.of(
                Denials.withoutRule(ReasonCode.SHARED_GROUP, "it is permitted, but not through this group", witness));
    }

    private boolean isAllowed(String filter, FilterRequest request) {
        return Coverage.of(filter, rules.allows(), request) instanceof Coverage.Covered;
    }

    /** The generic topic of a filter of which no topic may be read. */
    private Optional<String> witness(String filter, int tail) {
        return GenericTopic.of(filter, tail, literals, topic -> true);
    }
}
