/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Level;
import io.topicwarden.policy.TextPattern;
import io.topicwarden.policy.TopicPattern;
import io.topicwarden.policy.Variable;
import io.topicwarden.policy.When;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a client must meet to show something: conditions that hold, and topic patterns that share a topic. */
final class Demands {

    /** Two levels that must be the same text. */
    record Pair(Level one, Level other) {}

    private final List<When> whens = new ArrayList<>();
    private final Map<Field, List<List<TextPattern>>> texts = new LinkedHashMap<>();
    private final Map<Field, Integer> uses = new LinkedHashMap<>();
    private final List<Pair> pairs = new ArrayList<>();
    private final Map<Field, Boolean> unresolved = new LinkedHashMap<>();

    /** This must hold. */
    Demands when(When when) {
        if (when.equals(When.ALWAYS)) {
            return this;
        }
        whens.add(when);
        Field.askedBy(when).forEach((field, patterns) -> texts.computeIfAbsent(field, unused -> new ArrayList<>())
                .add(patterns));
        return this;
    }

    /** This must match a topic. */
    Demands matching(TopicPattern pattern) {
        pattern.levels().forEach(this::use);
        return this;
    }

    private void use(Level level) {
        if (level instanceof Level.VariableLevel variable) {
            uses.merge(Field.of(variable.variable()), 1, Integer::sum);
        }
    }

    /** These must match a topic together; both are also to be given to {@link #matching}. */
    Demands sharing(TopicPattern one, TopicPattern other) {
        int levels = Math.min(one.levels().size(), other.levels().size());
        for (int i = 0; i < levels; i++) {
            pairs.add(new Pair(one.levels().get(i), other.levels().get(i)));
        }
        return this;
    }

    /** A variable of the pattern must be one that cannot be resolved. */
    Demands unresolved(TopicPattern pattern) {
        for (int i = 0; i < pattern.levels().size(); i++) {
            if (pattern.levels().get(i) instanceof Level.VariableLevel level) {
                boolean beginsTopic = pattern.isBegunByValue(i);
                unresolved.merge(Field.of(level.variable()), beginsTopic, Boolean::logicalOr);
            }
        }
        return this;
    }

    List<When> whens() {
        return whens;
    }

    /** All fields of which something is demanded. */
    Set<Field> fields() {
        Set<Field> fields = new LinkedHashSet<>(texts.keySet());
        fields.addAll(uses.keySet());
        fields.addAll(unresolved.keySet());
        return fields;
    }

    /** For each field the lists of which each must be met. */
    Map<Field, List<List<TextPattern>>> texts() {
        return texts;
    }

    List<List<TextPattern>> texts(Field field) {
        return texts.getOrDefault(field, List.of());
    }

    /** How often each field stands in a pattern. */
    Map<Field, Integer> uses() {
        return uses;
    }

    List<Pair> pairs() {
        return pairs;
    }

    /** The fields that may make a deny unresolvable, and whether their value would begin the topic. */
    Map<Field, Boolean> unresolved() {
        return unresolved;
    }

    static Field field(Level.VariableLevel level) {
        Variable variable = level.variable();
        return Field.of(variable);
    }
}
