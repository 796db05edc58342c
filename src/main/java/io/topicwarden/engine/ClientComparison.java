/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.Effect;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.RuleReference;
import io.topicwarden.policy.TopicPattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the later of two lists of permissions permits one client that the earlier does not, by the exact algebra of topic
 * filters. Every question is about one permission of either list, for all topics that it matches at once.
 */
public final class ClientComparison {

    /**
     * Topics that were asked for.
     *
     * @param filter a topic filter that matches some of them
     * @param witness one of them that the filter matches
     */
    public record Found(String filter, String witness) {}

    private final Binding binding;
    private final Function<Action, Comparison.Rules> rules;
    private final List<String> everyTopic;
    private final Set<String> literals;

    ClientComparison(
            Binding binding, Function<Action, Comparison.Rules> rules, List<String> everyTopic, Set<String> literals) {
        this.binding = binding;
        this.rules = rules;
        this.everyTopic = everyTopic;
        this.literals = literals;
    }

    /**
     * Topics that this allow of the later list permits, and the earlier list does not.
     *
     * @param pattern one of its topic patterns; empty for every topic
     * @throws TooComplexException if it costs more than it may
     */
    public Optional<Found> gained(Permission allow, Optional<TopicPattern> pattern, Terms terms) {
        FilterRequest request = request(terms);
        Comparison.Rules compared = compared(terms);
        if (!holds(allow, terms, request) || isClosed(compared.after(), request)) {
            return Optional.empty();
        }
        RuleTrie denies = compared.after().denies();
        RuleTrie allowedBefore = isClosed(compared.before(), request)
                ? RuleTrie.EMPTY
                : compared.before().allows();
        return first(filters(pattern), filter -> outside(filter, denies, allowedBefore, request)
                .or(() -> noLongerDenied(filter, compared, request)));
    }

    /**
     * Topics that this allow of the later list matches and the later list permits, and that this deny of the earlier list
     * forbade by itself, whatever else did.
     *
     * @param pattern one of the allow's topic patterns; empty for every topic
     * @param denied one of the deny's topic patterns; empty for every topic
     * @throws TooComplexException if it costs more than it may
     */
    public Optional<Found> freed(
            Permission allow,
            Optional<TopicPattern> pattern,
            Permission deny,
            Optional<TopicPattern> denied,
            Terms terms) {
        FilterRequest request = request(terms);
        return holds(deny, terms, request) ? permitted(allow, pattern, forbidden(denied), terms) : Optional.empty();
    }

    /** What a deny of this pattern forbids: every topic if the pattern cannot be resolved. */
    private List<String> forbidden(Optional<TopicPattern> denied) {
        return denied.filter(pattern -> !ClosingDenies.close(pattern, client()))
                .map(pattern -> ResolvedFilters.of(pattern, client()))
                .orElse(everyTopic);
    }

    /**
     * Topics on which this permission of the later list decides by itself: no other allow of the list permits them, nor a
     * deny forbids them; for a deny, no other deny forbids them.
     *
     * @param ignored permissions of the list to be taken as not there, by identity; this one among them
     * @throws TooComplexException if it costs more than it may
     */
    public Optional<Found> decided(
            Permission permission, Optional<TopicPattern> pattern, Terms terms, Set<Permission> ignored) {
        FilterRequest all = request(terms);
        FilterRequest others = all.ignoring(ignored);
        ActionRules list = compared(terms).after();
        if (!holds(permission, terms, all) || isClosed(list, others)) {
            return Optional.empty();
        }
        if (permission.effect() == Effect.DENY) {
            return first(
                    isClosed(list, all) ? everyTopic : filters(pattern),
                    filter -> outside(filter, list.denies(), RuleTrie.EMPTY, others));
        }
        return first(filters(pattern), filter -> outside(filter, list.denies(), list.allows(), others));
    }

    /**
     * One of the permissions that leave this one of the later list nothing to decide, where {@link #decided} finds nothing.
     *
     * @throws TooComplexException if it costs more than it may
     */
    public Optional<RuleReference> decidedBy(
            Permission permission, Optional<TopicPattern> pattern, Terms terms, Set<Permission> ignored) {
        FilterRequest others = request(terms).ignoring(ignored);
        ActionRules list = compared(terms).after();
        RuleTrie allows = permission.effect() == Effect.ALLOW ? list.allows() : RuleTrie.EMPTY;
        return filters(pattern).stream()
                .map(filter -> Coverage.ofBoth(filter, list.denies(), allows, others))
                .filter(Coverage.Covered.class::isInstance)
                .map(covered -> ((Coverage.Covered) covered).rule().reference())
                .findFirst();
    }

    /**
     * Topics of another pattern that this allow of the later list matches and the later list permits.
     *
     * @throws TooComplexException if it costs more than it may
     */
    public Optional<Found> permitted(
            Permission allow, Optional<TopicPattern> pattern, TopicPattern within, Terms terms) {
        return permitted(allow, pattern, ResolvedFilters.of(within, client()), terms);
    }

    private Optional<Found> permitted(
            Permission allow, Optional<TopicPattern> pattern, List<String> asked, Terms terms) {
        FilterRequest request = request(terms);
        ActionRules list = compared(terms).after();
        if (!holds(allow, terms, request) || isClosed(list, request)) {
            return Optional.empty();
        }
        if (pattern.isEmpty()) {
            return first(asked, filter -> outside(filter, list.denies(), RuleTrie.EMPTY, request));
        }
        return first(
                filters(pattern),
                filter -> first(asked, other -> SharedFilter.of(other, filter)
                        .flatMap(shared -> outside(shared, list.denies(), RuleTrie.EMPTY, request))));
    }

    /**
     * Whether the later list permits every topic of a pattern; false if it comes to no topic for this client.
     *
     * @throws TooComplexException if it costs more than it may
     */
    public boolean permitsAll(TopicPattern within, Terms terms) {
        FilterRequest request = request(terms);
        ActionRules list = compared(terms).after();
        List<String> asked = ResolvedFilters.of(within, client());
        return !asked.isEmpty()
                && !isClosed(list, request)
                && asked.stream()
                        .allMatch(filter -> Coverage.of(filter, list.allows(), request) instanceof Coverage.Covered
                                && Meet.of(filter, list.denies(), request).isEmpty());
    }

    private List<String> filters(Optional<TopicPattern> pattern) {
        return pattern.map(levels -> ResolvedFilters.of(levels, client())).orElse(everyTopic);
    }

    private static Optional<Found> first(List<String> filters, Function<String, Optional<Found>> question) {
        return filters.stream().map(question).flatMap(Optional::stream).findFirst();
    }

    private Optional<Found> outside(String filter, RuleTrie one, RuleTrie other, FilterRequest request) {
        return Coverage.ofBoth(filter, one, other, request) instanceof Coverage.Uncovered uncovered
                ? witness(
                        filter,
                        uncovered.tail(),
                        topic -> Coverage.ofBoth(topic, one, other, request) instanceof Coverage.Uncovered)
                : Optional.empty();
    }

    /** What a deny of the earlier list forbade, and none of the later does. */
    private Optional<Found> noLongerDenied(String filter, Comparison.Rules compared, FilterRequest request) {
        RuleTrie denies = compared.after().denies();
        return Meet.outside(denies, filter, compared.before().denies(), request)
                .flatMap(found -> witness(
                        found.filter(),
                        found.tail(),
                        topic -> Coverage.of(topic, denies, request) instanceof Coverage.Uncovered));
    }

    private Optional<Found> witness(String filter, int tail, Predicate<String> holds) {
        return GenericTopic.of(filter, tail, literals, holds).map(topic -> new Found(filter, topic));
    }

    private static boolean isClosed(ActionRules list, FilterRequest request) {
        for (ClosingDenies denies : list.closedTo(request.binding().client())) {
            if (request.first(denies.rules()) != null) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(Permission permission, Terms terms, FilterRequest request) {
        WhenClause when = WhenClause.alone(permission.conditions().when());
        return request.first(new Rule[] {new Rule(permission, terms.action(), when)}) != null;
    }

    private Comparison.Rules compared(Terms terms) {
        return rules.apply(terms.action());
    }

    private FilterRequest request(Terms terms) {
        if (terms instanceof Terms.Publish publish) {
            return FilterRequest.ofTopic(
                    binding, Offer.publish(publish.qos(), publish.retain(), publish.payloadBytes()));
        }
        Terms.Subscribe subscribe = (Terms.Subscribe) terms;
        return FilterRequest.subscription(binding, subscribe.qos(), subscribe.group());
    }

    private Client client() {
        return binding.client();
    }
}
