/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import java.util.ArrayList;
import java.util.List;

/** Gathers rules for a {@link RuleTrie}. */
final class RuleTrieBuilder {

    private final TrieBranch root = new TrieBranch("");
    private final List<Rule> everyTopic = new ArrayList<>();
    private boolean empty = true;

    /** Where patterns begin; whoever asks goes on to add a rule. */
    TrieBranch root() {
        empty = false;
        return root;
    }

    void addEveryTopic(Rule rule) {
        empty = false;
        everyTopic.add(rule);
    }

    RuleTrie build() {
        return new RuleTrie(new TrieNode(root), Rule.sorted(everyTopic), empty);
    }
}
