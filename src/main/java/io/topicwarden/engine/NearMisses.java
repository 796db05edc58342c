/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the allow that by itself matches all of a topic name or topic filter but asks for something that the request
 * does not have: the one that lacks least, then the first in source order.
 */
final class NearMisses {

    /**
     * An allow that came near.
     *
     * @param rule the allow
     * @param unmet what is missing, at least one
     */
    record Candidate(Rule rule, List<Unmet> unmet) {

        private static final Comparator<Candidate> NEARNESS = Comparator.<Candidate>comparingInt(
                        candidate -> candidate.unmet().size())
                .thenComparing(Candidate::rule, Rule.IN_SOURCE_ORDER);
    }

    private final String filter;
    private final FilterRequest request;
    private Optional<Candidate> nearest = Optional.empty();

    private NearMisses(String filter, FilterRequest request) {
        this.filter = filter;
        this.request = request;
    }

    /**
     * The nearest miss.
     *
     * @param filter a topic filter or a topic name
     * @throws TooComplexException if it costs more than it may
     */
    static Optional<Candidate> nearest(String filter, RuleTrie allows, FilterRequest request) {
        NearMisses misses = new NearMisses(filter, request);
        misses.consider(allows.everyTopic(), null);
        misses.at(allows.root(), 0, null);
        return misses.nearest;
    }

    /**
     * Goes down from a node; no deeper than the patterns are long, whatever the filter.
     *
     * @param missing a variable on the way that has no usable value
     */
    private void at(TrieNode node, int start, @Nullable Slot missing) {
        request.spend(1);
        boolean open = Levels.isOpenToWildcards(filter, start);
        if (open) {
            consider(node.subtree(), missing);
        }
        if (Levels.isExhausted(filter, start)) {
            consider(node.ends(), missing);
        } else if (Levels.isMultiWildcard(filter, start)) {
            considerNextSubtree(node, missing);
        } else {
            int end = Levels.end(filter, start);
            if (!Levels.isSingleWildcard(filter, start, end)) {
                literalLevel(node, start, end, missing);
            }
            follow(open ? node.plus() : null, end, missing);
        }
    }

    /** <code>#</code> lies in <code>+/#</code>, and <code>/#</code> in <code>/+/#</code>. */
    private void considerNextSubtree(TrieNode node, @Nullable Slot missing) {
        TrieNode plus = node.plus();
        if (plus != null && Levels.needsLevelForMultiWildcard(filter)) {
            consider(plus.subtree(), missing);
        }
    }

    private void literalLevel(TrieNode node, int start, int end, @Nullable Slot missing) {
        follow(node.literals().target(filter, start, end), end, missing);
        for (VariableEdge edge : node.variables()) {
            if (edge.matches(filter, start, end, request.binding())) {
                follow(edge.target(), end, missing);
            } else if (edge.surrounds(filter, start, end) && !edge.isResolved(start, request.binding())) {
                follow(edge.target(), end, edge.slot());
            }
        }
    }

    private void follow(@Nullable TrieNode target, int end, @Nullable Slot missing) {
        if (target != null) {
            at(target, end + 1, missing);
        }
    }

    private void consider(Rule[] rules, @Nullable Slot missing) {
        request.spend(rules.length);
        for (Rule rule : rules) {
            List<Unmet> unmet = new ArrayList<>();
            if (missing != null) {
                unmet.add(Unmet.variable(missing));
            }
            unmet.addAll(Unmet.of(rule, request));
            if (!unmet.isEmpty()) {
                consider(new Candidate(rule, unmet));
            }
        }
    }

    private void consider(Candidate candidate) {
        if (nearest.isEmpty() || Candidate.NEARNESS.compare(candidate, nearest.get()) < 0) {
            nearest = Optional.of(candidate);
        }
    }
}
