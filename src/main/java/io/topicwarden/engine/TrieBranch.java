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

    /** What tells variable edges apart. */
    private record VariableLabel(String prefix, Slot slot, String suffix) {

        static final Comparator<VariableLabel> ORDER = Comparator.comparing(VariableLabel::prefix)
                .thenComparing(label -> label.slot().variable().name())
                .thenComparing(VariableLabel::suffix);
    }

    private static final VariableEdge[] NO_VARIABLES = {};

    private final String label;
    private final int mark;
    private Map<String, TrieBranch> literals = Map.of();
    private Map<VariableLabel, TrieBranch> variables = Map.of();
    private @Nullable TrieBranch plus;
    private List<Rule> ends = List.of();
    private List<Rule> subtree = List.of();

    private TrieBranch(String label, int mark) {
        this.label = label;
        this.mark = mark;
    }

    /** Where a literal level leads. */
    static TrieBranch ofLiteral(String level) {
        return new TrieBranch(level, LastLevel.ofLiteral(level));
    }

    /** Where a wildcard or a variable leads; and the root, to which nothing leads. */
    static TrieBranch ofAny() {
        return new TrieBranch("", LastLevel.ANY);
    }

    TrieBranch literal(String text) {
        if (literals.isEmpty()) {
            literals = new HashMap<>(2);
        }
        return literals.computeIfAbsent(text, TrieBranch::ofLiteral);
    }

    TrieBranch variable(String prefix, Slot slot, String suffix) {
        if (variables.isEmpty()) {
            variables = new HashMap<>(2);
        }
        return variables.computeIfAbsent(new VariableLabel(prefix, slot, suffix), unused -> ofAny());
    }

    TrieBranch plus() {
        if (plus == null) {
            plus = ofAny();
        }
        return plus;
    }

    void addEnd(Rule rule) {
        ends = with(ends, rule);
    }

    void addSubtree(Rule rule) {
        subtree = with(subtree, rule);
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

    /** The {@link LastLevel} of topics that end here. */
    int mark() {
        return mark;
    }

    LiteralEdges literalEdges(boolean byLiterals) {
        return literals.isEmpty()
                ? LiteralEdges.NONE
                : new LiteralEdges(literals.values().stream()
                        .sorted(Comparator.comparing(TrieBranch::label))
                        .map(branch -> new TrieNode(branch, byLiterals))
                        .toList());
    }

    VariableEdge[] variableEdges() {
        return variables.isEmpty()
                ? NO_VARIABLES
                : variables.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey(VariableLabel.ORDER))
                        .map(entry -> edge(entry.getKey(), entry.getValue()))
                        .toArray(VariableEdge[]::new);
    }

    private static VariableEdge edge(VariableLabel label, TrieBranch target) {
        return new VariableEdge(label.prefix(), label.slot(), label.suffix(), new TrieNode(target, false));
    }

    @Nullable
    TrieNode plusTarget() {
        return plus == null ? null : new TrieNode(plus, false);
    }

    Rule[] ends() {
        return Rule.sorted(ends);
    }

    Rule[] subtree() {
        return Rule.sorted(subtree);
    }
}
