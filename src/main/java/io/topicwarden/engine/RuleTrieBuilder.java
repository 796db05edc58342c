/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers rules for a {@link RuleTrie}. */
final class RuleTrieBuilder {

    private final TrieBranch root = TrieBranch.ofAny();
    private final List<Rule> everyTopic = new ArrayList<>();
    private final Map<String, List<Rule>> exact = new HashMap<>();
    private boolean empty = true;

    /** Where patterns begin; whoever asks goes on to add a rule. */
    TrieBranch root() {
        empty = false;
        return root;
    }

    /** Notes a rule that has a pattern without wildcards and variables, beside its place in the trie. */
    void addExact(String topic, Rule rule) {
        List<Rule> rules = exact.computeIfAbsent(topic, unused -> new ArrayList<>(1));
        if (rules.isEmpty() || rules.get(rules.size() - 1) != rule) {
            rules.add(rule);
        }
    }

    void addEveryTopic(Rule rule) {
        empty = false;
        everyTopic.add(rule);
    }

    RuleTrie build() {
        return new RuleTrie(new TrieNode(root, true), new ExactTopics(exact), Rule.sorted(everyTopic), empty);
    }
}
