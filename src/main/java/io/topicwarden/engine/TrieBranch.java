/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@link TrieNode} in the making. All that it gives the node is sorted, so that the order of permissions never shows.
 */
final class TrieBranch {

    private static final VariableEdge[] NO_VARIABLES = {};

    private final String label;
    private Map<String, TrieBranch> literals = Map.of();
    private Map<VariableText, TrieBranch> variables = Map.of();
    private @Nullable TrieBranch plus;
    private List<Rule> ends = List.of();
    private List<Rule> subtree = List.of();
    private boolean walked;

    TrieBranch(String label) {
        this.label = label;
    }

    TrieBranch literal(String text) {
        if (literals.isEmpty()) {
            literals = new HashMap<>(2);
        }
        return literals.computeIfAbsent(text, TrieBranch::new);
    }

    TrieBranch variable(VariableText text) {
        if (variables.isEmpty()) {
            variables = new HashMap<>(2);
        }
        return variables.computeIfAbsent(text, unused -> new TrieBranch(""));
    }

    TrieBranch plus() {
        if (plus == null) {
            plus = new TrieBranch("");
        }
        return plus;
    }

    void addEnd(Rule rule) {
        ends = with(ends, rule);
    }

    void addSubtree(Rule rule) {
        subtree = with(subtree, rule);
    }

    /** Notes that a topic must be walked down to here: some pattern that passes is in no table. */
    void walk() {
        walked = true;
    }

    boolean isWalked() {
        return walked;
    }

    /** Rules come permission by permission, so one that has come before was the last to come. */
    private static List<Rule> with(List<Rule> rules, Rule rule) {
        List<Rule> longer = rules.isEmpty() ? new ArrayList<>(1) : rules;
        if (longer.isEmpty() || longer.get(longer.size() - 1) != rule) {
            longer.add(rule);
        }
        return longer;
    }

    String label() {
        return label;
    }

    LiteralEdges literalEdges() {
        return literals.isEmpty()
                ? LiteralEdges.NONE
                : new LiteralEdges(literals.values().stream()
                        .sorted(Comparator.comparing(TrieBranch::label))
                        .map(TrieNode::new)
                        .toList());
    }

    VariableEdge[] variableEdges() {
        return variables.isEmpty()
                ? NO_VARIABLES
                : variables.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey(VariableText.ORDER))
                        .map(entry -> new VariableEdge(entry.getKey(), new TrieNode(entry.getValue())))
                        .toArray(VariableEdge[]::new);
    }

    @Nullable
    TrieNode plusTarget() {
        return plus == null ? null : new TrieNode(plus);
    }

    Rule[] ends() {
        return Rule.sorted(ends);
    }

    Rule[] subtree() {
        return Rule.sorted(subtree);
    }
}
