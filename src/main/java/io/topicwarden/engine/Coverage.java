/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import org.jspecify.annotations.Nullable;

/**
 * Whether the rules of a trie that hold together match every topic that a filter matches.
 *
 * <p>By the generic-witness lemma they do if they match, at each length, the one topic in which every wildcard level is
 * fresh, that is, occurs nowhere in the policy: what matches a fresh level is a {@code +} or a {@code #} and matches all.
 * So one topic of each length is followed through the trie, all at once, until the trie ends.
 */
sealed interface Coverage {

    /** All topics are matched; the rule is one of those that match them. */
    record Covered(Rule rule) implements Coverage {}

    /**
     * Not all are: the topic with fresh levels for wildcards is not.
     *
     * @param tail how many fresh levels stand for a closing {@code #}
     */
    record Uncovered(int tail) implements Coverage {}

    /**
     * Follows a filter through a trie.
     *
     * @param filter a topic filter, or a topic name
     * @throws TooComplexException if it costs more than it may
     */
    static Coverage of(String filter, RuleTrie trie, FilterRequest request) {
        Rule any = request.first(trie.everyTopic());
        return any != null ? new Covered(any) : of(filter, new Frontier(filter, trie.root(), request));
    }

    /** Likewise, the rules of two tries taken together. */
    static Coverage ofBoth(String filter, RuleTrie one, RuleTrie other, FilterRequest request) {
        Rule any = either(request.first(one.everyTopic()), request.first(other.everyTopic()));
        return any != null ? new Covered(any) : of(filter, new Frontier(filter, one.root(), other.root(), request));
    }

    private static Coverage of(String filter, Frontier frontier) {
        int shortestTail = Levels.needsLevelForMultiWildcard(filter) ? 1 : 0;
        int start = 0;
        while (!Levels.isExhausted(filter, start) && !frontier.isEmpty()) {
            Rule rule = Levels.isOpenToWildcards(filter, start) ? frontier.covering() : null;
            if (rule != null) {
                return new Covered(rule);
            }
            if (Levels.isMultiWildcard(filter, start)) {
                return tail(frontier, shortestTail);
            }
            int end = Levels.end(filter, start);
            if (Levels.isSingleWildcard(filter, start, end)) {
                frontier.fresh();
            } else {
                frontier.literal(filter, start, end);
            }
            start = end + 1;
        }
        Rule rule = either(frontier.covering(), frontier.ending());
        return rule != null ? new Covered(rule) : new Uncovered(shortestTail);
    }

    /** Stands where {@code #} may stand for no level, one or more: each length must be matched, up to a rule for all. */
    private static Coverage tail(Frontier frontier, int shortest) {
        for (int tail = 0; ; tail++) {
            Rule all = frontier.covering();
            if (all != null) {
                return new Covered(all);
            }
            if (tail >= shortest && frontier.ending() == null) {
                return new Uncovered(tail);
            }
            frontier.fresh();
        }
    }

    private static @Nullable Rule either(@Nullable Rule a, @Nullable Rule b) {
        return a != null ? a : b;
    }
}
