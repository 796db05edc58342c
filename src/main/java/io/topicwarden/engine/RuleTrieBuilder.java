/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Level;
import io.topicwarden.policy.TopicPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers rules for a {@link RuleTrie}. */
final class RuleTrieBuilder {

    private final SymbolTable symbols;
    private final TrieBranch root = new TrieBranch("");
    private final List<Rule> everyTopic = new ArrayList<>();
    private final Map<String, List<Rule>> exact = new HashMap<>();
    private final Map<String, List<ShapeTable.Placed>> shaped = new HashMap<>();
    private boolean empty = true;

    RuleTrieBuilder(SymbolTable symbols) {
        this.symbols = symbols;
    }

    void add(TopicPattern pattern, Rule rule) {
        empty = false;
        TrieBranch branch = end(pattern);
        if (pattern.multiLevel()) {
            branch.addSubtree(rule);
        } else {
            branch.addEnd(rule);
        }
        if (pattern.hasWildcard() || !pattern.variables().isEmpty()) {
            shaped.computeIfAbsent(ShapeTable.shape(pattern), unused -> new ArrayList<>())
                    .add(new ShapeTable.Placed(pattern, rule));
        } else {
            addExact(pattern.text(), rule);
        }
    }

    private TrieBranch end(TopicPattern pattern) {
        TrieBranch branch = root;
        for (Level level : pattern.levels()) {
            branch = next(branch, level);
        }
        return branch;
    }

    private TrieBranch next(TrieBranch branch, Level level) {
        if (level instanceof Level.Literal literal) {
            return branch.literal(symbols.literal(literal.text()));
        }
        return level instanceof Level.VariableLevel variable ? branch.variable(symbols.text(variable)) : branch.plus();
    }

    private void addExact(String topic, Rule rule) {
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
        ShapeTables tables = ShapeTables.takenFrom(shaped, symbols);
        shaped.values().forEach(rest -> rest.forEach(placed -> walk(placed.pattern())));
        return new RuleTrie(new TrieNode(root), new ExactTopics(exact), tables, Rule.sorted(everyTopic), empty);
    }

    /** Has all nodes of a pattern visited for each topic that comes by. */
    private void walk(TopicPattern pattern) {
        TrieBranch branch = root;
        branch.walk();
        for (Level level : pattern.levels()) {
            branch = next(branch, level);
            branch.walk();
        }
    }
}
