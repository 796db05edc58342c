/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import org.jspecify.annotations.Nullable;

/** The rules of one action and one effect, found by topic. Shared by all clients of a {@link RoleSet}. */
final class RuleTrie {

    static final RuleTrie EMPTY = new RuleTrieBuilder().build();

    private final TrieNode root;
    private final Rule[] everyTopic;
    private final boolean empty;

    RuleTrie(TrieNode root, Rule[] everyTopic, boolean empty) {
        this.root = root;
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

    /**
     * A rule that matches the topic and whose conditions hold, shared groups aside.
     *
     * @param topic a topic name
     */
    @Nullable
    Rule find(String topic, long offer, Binding binding) {
        if (empty) {
            return null;
        }
        Rule rule = binding.first(everyTopic, offer);
        return rule != null ? rule : find(root, topic, 0, offer, binding);
    }

    /** Goes down from a node; no deeper than the patterns are long, whatever the topic. */
    private static @Nullable Rule find(TrieNode node, String topic, int start, long offer, Binding binding) {
        boolean open = Levels.isOpenToWildcards(topic, start);
        Rule rule = open ? binding.first(node.subtree(), offer) : null;
        if (rule != null) {
            return rule;
        }
        if (Levels.isExhausted(topic, start)) {
            return binding.first(node.ends(), offer);
        }
        int end = Levels.end(topic, start);
        TrieNode literal = node.literals().target(topic, start, end);
        if (literal != null) {
            rule = find(literal, topic, end + 1, offer, binding);
        }
        for (VariableEdge edge : node.variables()) {
            if (rule == null && edge.matches(topic, start, end, binding)) {
                rule = find(edge.target(), topic, end + 1, offer, binding);
            }
        }
        TrieNode plus = node.plus();
        return rule == null && open && plus != null ? find(plus, topic, end + 1, offer, binding) : rule;
    }
}
