/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Level;
import io.topicwarden.policy.TopicPattern;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of patterns that differ in nothing but their literal levels, found by all of these at once. An open-addressed
 * table, at least half of it free.
 */
final class ShapeTable {

    /** A pattern, and a rule that has it. */
    record Placed(TopicPattern pattern, Rule rule) {}

    /** Levels that stand next to each other and are all literal, the last one included. */
    private record Run(int first, int last) {}

    /** A level that holds a variable. */
    private record VariableLevel(int index, VariableText text) {}

    /** The rules that have the same literal levels. */
    private static final class Entry {

        /** Of the runs, separators within them included. */
        private final String[] texts;

        private final Rule[] rules;

        Entry(List<String> texts, Rule[] rules) {
            this.texts = texts.toArray(String[]::new);
            this.rules = rules;
        }
    }

    private static final int GOLDEN_RATIO = 0x9E3779B1;
    private static final int FREE = 0;

    private final int length;
    private final boolean multiLevel;
    private final boolean closedToReserved;
    private final int[] open;
    private final VariableLevel[] variables;
    private final Run[] runs;
    private final int[] hashes;
    private final @Nullable Entry[] entries;
    private final int shift;

    /** A table of these patterns, of which there is at least one and which are all of one {@link #shape}. */
    ShapeTable(List<Placed> placed, SymbolTable symbols) {
        TopicPattern pattern = placed.get(0).pattern();
        List<Level> levels = pattern.levels();
        this.length = levels.size();
        this.multiLevel = pattern.multiLevel();
        this.closedToReserved = levels.isEmpty() || levels.get(0) instanceof Level.SingleWildcard;
        this.open = IntStream.range(0, length)
                .filter(level -> !isLiteral(levels, level))
                .toArray();
        this.variables = variables(levels, symbols);
        this.runs = runs(levels);
        Map<List<String>, Set<Rule>> rules = new LinkedHashMap<>();
        placed.forEach(one -> rules.computeIfAbsent(texts(one.pattern()), unused -> new LinkedHashSet<>())
                .add(one.rule()));
        int capacity = Integer.highestOneBit(rules.size() * 4 - 1);
        this.hashes = new int[capacity];
        this.entries = new Entry[capacity];
        this.shift = Integer.numberOfLeadingZeros(capacity) + 1;
        placed.forEach(one -> put(one.pattern(), rules));
    }

    /** The pattern without the texts of its literal levels: what patterns of one table have in common. */
    static String shape(TopicPattern pattern) {
        StringBuilder shape = new StringBuilder();
        for (Level level : pattern.levels()) {
            if (level instanceof Level.VariableLevel variable) {
                shape.append(variable.prefix()).append(variable.variable()).append(variable.suffix());
            } else {
                shape.append(level instanceof Level.Literal ? '=' : '+');
            }
            shape.append('/');
        }
        return pattern.multiLevel() ? shape.append('#').toString() : shape.toString();
    }

    private static boolean isLiteral(List<Level> levels, int level) {
        return levels.get(level) instanceof Level.Literal;
    }

    private static VariableLevel[] variables(List<Level> levels, SymbolTable symbols) {
        return IntStream.range(0, levels.size())
                .filter(level -> levels.get(level) instanceof Level.VariableLevel)
                .mapToObj(level -> new VariableLevel(level, symbols.text((Level.VariableLevel) levels.get(level))))
                .toArray(VariableLevel[]::new);
    }

    private static Run[] runs(List<Level> levels) {
        int length = levels.size();
        return IntStream.range(0, length)
                .filter(level -> isLiteral(levels, level) && (level == 0 || !isLiteral(levels, level - 1)))
                .mapToObj(first -> new Run(
                        first,
                        IntStream.range(first + 1, length)
                                        .filter(level -> !isLiteral(levels, level))
                                        .findFirst()
                                        .orElse(length)
                                - 1))
                .toArray(Run[]::new);
    }

    private List<String> texts(TopicPattern pattern) {
        return List.of(runs).stream().map(run -> text(pattern, run)).toList();
    }

    private static String text(TopicPattern pattern, Run run) {
        return String.join(
                "/",
                pattern.levels().subList(run.first(), run.last() + 1).stream()
                        .map(level -> ((Level.Literal) level).text())
                        .toList());
    }

    /** Moves the rules of the pattern's literal levels to the table, unless another pattern has done so. */
    private void put(TopicPattern pattern, Map<List<String>, Set<Rule>> rules) {
        List<String> texts = texts(pattern);
        Set<Rule> held = rules.remove(texts);
        if (held == null) {
            return;
        }
        int hash = 0;
        for (int i = 0; i < length; i++) {
            if (pattern.levels().get(i) instanceof Level.Literal literal) {
                hash += MeasuredTopic.term(
                        Levels.hash(literal.text(), 0, literal.text().length()), i);
            }
        }
        int key = key(hash);
        int slot = slot(key);
        while (hashes[slot] != FREE) {
            slot = next(slot);
        }
        hashes[slot] = key;
        entries[slot] = new Entry(texts, Rule.sorted(List.copyOf(held)));
    }

    /** A rule whose pattern matches the topic and whose conditions hold, shared groups aside. */
    @Nullable
    Rule find(String topic, MeasuredTopic measured, long offer, Binding binding) {
        int levels = measured.count();
        if (multiLevel ? levels < length : levels != length) {
            return null;
        }
        if (closedToReserved && Levels.isReserved(topic)) {
            return null;
        }
        for (VariableLevel variable : variables) {
            int index = variable.index();
            if (!variable.text().matches(topic, measured.start(index), measured.end(index), binding)) {
                return null;
            }
        }
        int hash = measured.sum(length);
        for (int level : open) {
            hash -= measured.term(level);
        }
        Entry entry = entry(key(hash), topic, measured);
        return entry == null ? null : binding.first(entry.rules, offer);
    }

    private @Nullable Entry entry(int key, String topic, MeasuredTopic measured) {
        for (int slot = slot(key); hashes[slot] != FREE; slot = next(slot)) {
            if (hashes[slot] == key) {
                Entry entry = entries[slot];
                if (entry != null && matches(entry, topic, measured)) {
                    return entry;
                }
            }
        }
        return null;
    }

    private boolean matches(Entry entry, String topic, MeasuredTopic measured) {
        for (int i = 0; i < runs.length; i++) {
            String text = entry.texts[i];
            int start = measured.start(runs[i].first());
            if (measured.end(runs[i].last()) - start != text.length() || !topic.startsWith(text, start)) {
                return false;
            }
        }
        return true;
    }

    private static int key(int hash) {
        return hash == FREE ? 1 : hash;
    }

    private int slot(int key) {
        return (key * GOLDEN_RATIO) >>> shift;
    }

    private int next(int slot) {
        return slot + 1 & hashes.length - 1;
    }
}
