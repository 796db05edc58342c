/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.Conditions;
import io.topicwarden.policy.Effect;
import io.topicwarden.policy.Level;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.TopicPattern;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds the {@link ActionRules} of one action. */
final class ActionCompiler {

    /** Where a deny names a variable. */
    private record Place(Slot slot, boolean beginsTopic) {

        static final Comparator<Place> ORDER = Comparator.comparing(
                        (Place place) -> place.slot().variable().name())
                .thenComparing(Place::beginsTopic);
    }

    private final Action action;
    private final SymbolTable symbols;
    private final RuleTrieBuilder allows = new RuleTrieBuilder();
    private final RuleTrieBuilder denies = new RuleTrieBuilder();
    private final Map<Place, Map<Conditions, Rule>> closing = new LinkedHashMap<>();

    ActionCompiler(Action action, SymbolTable symbols) {
        this.action = action;
        this.symbols = symbols;
    }

    void add(Permission permission) {
        if (!permission.actions().contains(action)) {
            return;
        }
        Rule rule = new Rule(
                permission, action, symbols.clause(permission.conditions().when()));
        RuleTrieBuilder trie = permission.effect() == Effect.ALLOW ? allows : denies;
        if (permission.everyTopic()) {
            trie.addEveryTopic(rule);
        }
        for (TopicPattern pattern : permission.topics()) {
            add(pattern, rule, trie);
            if (permission.effect() == Effect.DENY) {
                addClosing(pattern, rule);
            }
        }
    }

    private void add(TopicPattern pattern, Rule rule, RuleTrieBuilder trie) {
        TrieBranch branch = trie.root();
        for (Level level : pattern.levels()) {
            branch = next(branch, level);
        }
        if (!pattern.hasWildcard() && pattern.variables().isEmpty()) {
            trie.addExact(pattern.text(), rule);
        }
        if (pattern.multiLevel()) {
            branch.addSubtree(rule);
        } else {
            branch.addEnd(rule);
        }
    }

    private TrieBranch next(TrieBranch branch, Level level) {
        if (level instanceof Level.Literal literal) {
            return branch.literal(symbols.literal(literal.text()));
        }
        if (level instanceof Level.VariableLevel variable) {
            return branch.variable(variable.prefix(), symbols.slot(variable.variable()), variable.suffix());
        }
        return branch.plus();
    }

    private void addClosing(TopicPattern pattern, Rule rule) {
        for (int i = 0; i < pattern.levels().size(); i++) {
            if (pattern.levels().get(i) instanceof Level.VariableLevel level) {
                boolean beginsTopic = pattern.isBegunByValue(i);
                closing.computeIfAbsent(
                                new Place(symbols.slot(level.variable()), beginsTopic), unused -> new LinkedHashMap<>())
                        .merge(rule.conditions(), rule, Rule::earlier);
            }
        }
    }

    ActionRules build() {
        List<ClosingDenies> closingDenies = closing.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Place.ORDER))
                .map(entry -> closing(entry.getKey(), entry.getValue().values()))
                .toList();
        return new ActionRules(action, allows.build(), denies.build(), closingDenies);
    }

    private static ClosingDenies closing(Place place, Collection<Rule> rules) {
        return new ClosingDenies(place.slot(), place.beginsTopic(), List.copyOf(rules));
    }
}
