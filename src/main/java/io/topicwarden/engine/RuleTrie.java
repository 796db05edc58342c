/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import org.jspecify.annotations.Nullable;

/** The rules of one action and one effect, found by topic. Shared by all clients of a {@link RoleSet}. */
final class RuleTrie {

    /*
     * One node for all patterns that begin with the same levels, one edge a level: literal, `+`, or a variable between
     * literal text. A rule hangs where its pattern ends, in `ends`, or where it goes on with `#`, in `subtree`. Conditions
     * are no part of the trie; they are asked of the rules that the walk comes to.
     *
     *               root
     *                | plants
     *                o ------------- + ------------ o ------ + ------ o -- firmware -- o  subtree: deny, line 20
     *                | ${cert.ou}
     *                o -- ${client.id} -- o -- measurements -- o  ends: allow, line 14
     *
     * A topic is looked up as a whole among the patterns that are plain topics (ExactTopics), and then walked down along
     * every edge that matches its levels and leads to patterns of other kinds that may end as the topic does (LastLevel), at
     * most all nodes once (find). A filter is
     * asked three things of the same trie, in which the plain topics have their places too:
     *
     *  - Coverage: do the rules together match all that the filter matches? A `+` or `#` of the filter stands for levels
     *    that no pattern spells out, so one fresh level speaks for all: only `+` edges match it. The nodes reached by the
     *    filter's levels move down together (Frontier).
     *  - Meet: does some rule match any of it? A `+` of the filter follows every edge, a `#` every edge for good.
     *  - NearMisses: which single allow would match all of it, if its conditions held?
     *
     * A subscription is permitted if the allows cover it and no deny meets it; partly, if what it shares with some allow is
     * not covered by the denies. A trie belongs to a set of roles and is shared by all clients that hold them: what a
     * variable is for one client is looked up in its Binding, at the edge, and compared with the level where it stands.
     *
     * Recursion goes as deep as patterns are long, which is at most TopicPattern.MAX_LEVELS, and never as deep as what a
     * client sends. Only the work on filters can be more than nodes of the trie (a frontier for each meet), so it is
     * counted, and beyond a bound the answer is no.
     */

    static final RuleTrie EMPTY = new RuleTrieBuilder().build();

    private final TrieNode root;
    private final ExactTopics exact;
    private final Rule[] everyTopic;
    private final boolean empty;

    RuleTrie(TrieNode root, ExactTopics exact, Rule[] everyTopic, boolean empty) {
        this.root = root;
        this.exact = exact;
        this.everyTopic = everyTopic;
        this.empty = empty;
    }

    TrieNode root() {
        return root;
    }

    /** The rules that match whatever the topic; not to be changed. */
    Rule[] everyTopic() {
        return everyTopic;
    }

    boolean isEmpty() {
        return empty;
    }

    /** Whether any pattern is a plain topic. */
    boolean hasExactTopics() {
        return !exact.isEmpty();
    }

    /** Whether any pattern has a wildcard or a variable. */
    boolean hasOpenPatterns() {
        return root.openLasts() != LastLevel.NONE;
    }

    /**
     * A rule that matches the topic and whose conditions hold, shared groups aside.
     *
     * @param topic a topic name
     * @param key of the topic, by {@link ActionRules#key}, since two tries are asked about the same one
     */
    @Nullable
    Rule find(String topic, long key, long offer, Binding binding) {
        if (empty) {
            return null;
        }
        Rule rule = binding.first(everyTopic, offer);
        if (rule == null) {
            rule = binding.first(exact.rules(topic, ActionRules.hash(key)), offer);
        }
        int last = ActionRules.last(key);
        return rule != null || (root.openLasts() & last) == 0
                ? rule
                : find(root, topic, 0, Levels.measure(topic, 0), last, offer, binding);
    }

    /**
     * Goes down from a node; no deeper than the patterns are long, whatever the topic.
     *
     * @param fromLevel the level that begins at {@code fromStart}, measured once for all nodes that it may lead on from
     * @param last how the topic ends: a node below which nothing does is left out
     */
    private static @Nullable Rule find(
            TrieNode from, String topic, int fromStart, long fromLevel, int last, long offer, Binding binding) {
        TrieNode node = from;
        int start = fromStart;
        long level = fromLevel;
        while (true) {
            Rule rule = Levels.isOpenToWildcards(topic, start) ? binding.first(node.subtree(), offer) : null;
            if (rule != null) {
                return rule;
            }
            if (Levels.isExhausted(topic, start)) {
                return binding.first(node.ends(), offer);
            }
            if (node.isFork()) {
                return findBeyondFork(node, topic, start, level, last, offer, binding);
            }
            TrieNode next = node.literals().target(topic, start, Levels.end(level), Levels.hash(level));
            if (next == null || (next.openLasts() & last) == 0) {
                return null;
            }
            node = next;
            start = Levels.end(level) + 1;
            level = Levels.measure(topic, start);
        }
    }

    private static @Nullable Rule findBeyondFork(
            TrieNode fork, String topic, int start, long level, int last, long offer, Binding binding) {
        int end = Levels.end(level);
        long next = Levels.measure(topic, end + 1);
        TrieNode literal = fork.literals().target(topic, start, end, Levels.hash(level));
        Rule rule = literal == null || (literal.openLasts() & last) == 0
                ? null
                : find(literal, topic, end + 1, next, last, offer, binding);
        for (VariableEdge edge : fork.variables()) {
            if (rule == null && edge.matches(topic, start, end, binding)) {
                rule = find(edge.target(), topic, end + 1, next, last, offer, binding);
            }
        }
        TrieNode plus = Levels.isOpenToWildcards(topic, start) ? fork.plus() : null;
        return rule == null && plus != null && (plus.openLasts() & last) != 0
                ? find(plus, topic, end + 1, next, last, offer, binding)
                : rule;
    }
}
