/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a rule of a trie that holds and shares topics with a filter, of which at least one is not matched by another
 * trie's rules that hold. What two filters share is a filter again or nothing, so the walk builds it as it goes down.
 */
final class Meet {

    /**
     * What was found.
     *
     * @param rule the rule
     * @param filter what its pattern and the filter share
     * @param tail how many fresh levels stand for a closing {@code #} in the topic that is not matched otherwise
     */
    record Found(Rule rule, String filter, int tail) {}

    private final RuleTrie trie;
    private final RuleTrie without;
    private final FilterRequest request;
    private final String filter;
    private final int last;
    private final LevelPath shared;
    private Optional<Found> found = Optional.empty();

    private Meet(String filter, RuleTrie trie, RuleTrie without, FilterRequest request) {
        this.filter = filter;
        this.last = LastLevel.ofFilter(filter);
        this.shared = new LevelPath(filter);
        this.trie = trie;
        this.without = without;
        this.request = request;
    }

    /** A rule of the trie that shares a topic with the filter. */
    static Optional<Found> of(String filter, RuleTrie trie, FilterRequest request) {
        return outside(RuleTrie.EMPTY, filter, trie, request);
    }

    /**
     * A rule of the trie that shares with the filter a topic which no rule of {@code without} matches.
     *
     * @throws TooComplexException if it costs more than it may
     */
    static Optional<Found> outside(RuleTrie without, String filter, RuleTrie trie, FilterRequest request) {
        Meet meet = new Meet(filter, trie, without, request);
        Rule any = request.first(trie.everyTopic());
        if ((any == null || !meet.take(any, filter)) && (trie.root().lasts() & meet.last) != 0) {
            meet.at(trie.root(), 0);
        }
        return meet.found;
    }

    /**
     * Goes down from a node; no deeper than the patterns are long, whatever the filter.
     *
     * @param start where the filter's next level begins, the closing {@code #} for as long as it lasts
     */
    private boolean at(TrieNode node, int start) {
        request.spend(1);
        boolean open = !isRoot(node) || !Levels.isReserved(filter);
        Rule subtree = open ? request.first(node.subtree()) : null;
        if (subtree != null && take(subtree, sharedAndRest(node, start))) {
            return true;
        }
        boolean exhausted = Levels.isExhausted(filter, start);
        boolean multi = !exhausted && Levels.isMultiWildcard(filter, start);
        Rule ending = exhausted || multi ? request.first(node.ends()) : null;
        if (ending != null && take(ending, shared.text())) {
            return true;
        }
        return !exhausted && (multi ? anyLevel(node, start) : level(node, start));
    }

    private boolean level(TrieNode node, int start) {
        int end = Levels.end(filter, start);
        return Levels.isSingleWildcard(filter, start, end) ? anyLevel(node, end + 1) : literalLevel(node, start, end);
    }

    private boolean literalLevel(TrieNode node, int start, int end) {
        if (descend(null, node.literals().target(filter, start, end), end + 1)) {
            return true;
        }
        for (VariableEdge edge : node.variables()) {
            if (edge.matches(filter, start, end, request.binding()) && descend(null, edge.target(), end + 1)) {
                return true;
            }
        }
        return Levels.isOpenToWildcards(filter, start) && descend(null, node.plus(), end + 1);
    }

    /** The filter has a wildcard here, so every edge leads on, but none to a first level that begins with {@code $}. */
    private boolean anyLevel(TrieNode node, int next) {
        for (TrieNode target : node.literals().targets()) {
            if (isOpenLevel(node, target.label()) && descend(target.label(), target, next)) {
                return true;
            }
        }
        for (VariableEdge edge : node.variables()) {
            if (variableLevel(node, edge, next)) {
                return true;
            }
        }
        return descend("+", node.plus(), next);
    }

    /** Each value is followed by itself; where nothing is left out, one goes as far as any other. */
    private boolean variableLevel(TrieNode node, VariableEdge edge, int next) {
        for (String value : request.binding().values(edge.slot())) {
            String level = edge.level(value);
            if (isOpenLevel(node, level)) {
                if (descend(level, edge.target(), next)) {
                    return true;
                }
                if (without.isEmpty()) {
                    return false;
                }
            }
        }
        return false;
    }

    private boolean isOpenLevel(TrieNode node, String level) {
        return !isRoot(node) || !Levels.isReserved(level);
    }

    /**
     * Goes a level down.
     *
     * @param level what both have there; null if it is as the filter has it
     */
    private boolean descend(@Nullable String level, @Nullable TrieNode target, int next) {
        if (target == null || (target.lasts() & last) == 0) {
            return false;
        }
        shared.push(level);
        boolean done = at(target, next);
        shared.pop();
        return done;
    }

    private boolean isRoot(TrieNode node) {
        return node == trie.root();
    }

    private String sharedAndRest(TrieNode node, int start) {
        if (isRoot(node)) {
            return filter;
        }
        return Levels.isExhausted(filter, start) ? shared.text() : shared.text() + "/" + filter.substring(start);
    }

    /** Takes what a rule shares with the filter, if not all of it is left out; one empty level is no topic. */
    private boolean take(Rule rule, String both) {
        if (!both.isEmpty() && Coverage.of(both, without, request) instanceof Coverage.Uncovered uncovered) {
            found = Optional.of(new Found(rule, both, uncovered.tail()));
        }
        return found.isPresent();
    }
}
