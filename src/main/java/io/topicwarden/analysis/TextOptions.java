/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Level;
import io.topicwarden.policy.TextPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The values worth trying for each field of a client. Whatever is not demanded of a field is best left to a fresh value,
 * which nothing else can match but what matches all; so only what is demanded makes for choices.
 */
final class TextOptions {

    /** The most values that one field is given at once, and the most ways to give it some. */
    private static final int MOST_VALUES = 4;

    private static final int MOST_CHOICES = 400;
    private static final String ANY = "*";

    private final Demands demands;
    private final Surroundings surroundings;
    private final Map<Field, String> fresh = new LinkedHashMap<>();
    private final Map<Field, Set<String>> aligned = new LinkedHashMap<>();
    private boolean exhaustive = true;

    TextOptions(Demands demands, Surroundings surroundings) {
        this.demands = demands;
        this.surroundings = surroundings;
        /* In the order of the topic's levels, where there are any: that reads best. */
        demands.uses().keySet().forEach(this::fresh);
        demands.fields().forEach(this::fresh);
        demands.pairs().forEach(pair -> align(pair.one(), pair.other()));
    }

    private String fresh(Field field) {
        return fresh.computeIfAbsent(field, unused -> surroundings.fresh(fresh.size()));
    }

    private void align(Level one, Level other) {
        if (one instanceof Level.VariableLevel variable && other instanceof Level.VariableLevel second) {
            if (!variable.equals(second)) {
                equal(variable, second);
            }
        } else if (one instanceof Level.VariableLevel variable && other instanceof Level.Literal literal) {
            align(variable, literal.text());
        } else if (one instanceof Level.Literal literal && other instanceof Level.VariableLevel variable) {
            align(variable, literal.text());
        }
    }

    private void align(Level.VariableLevel level, String text) {
        int length = text.length() - level.prefix().length() - level.suffix().length();
        if (length > 0 && text.startsWith(level.prefix()) && text.endsWith(level.suffix())) {
            String value =
                    text.substring(level.prefix().length(), level.prefix().length() + length);
            aligned.computeIfAbsent(Demands.field(level), unused -> new LinkedHashSet<>())
                    .add(value);
        }
    }

    /** Two different variables can stand for the same level if they have one value, affixes aside. */
    private void equal(Level.VariableLevel one, Level.VariableLevel other) {
        String filling = fresh(Demands.field(one)) + fresh(Demands.field(other));
        for (String value : globs(Demands.field(one))) {
            for (String otherValue : globs(Demands.field(other))) {
                for (String level : Globs.shared(
                        one.prefix() + value + one.suffix(), other.prefix() + otherValue + other.suffix())) {
                    align(one, Globs.filled(level, filling));
                    align(other, Globs.filled(level, filling));
                }
            }
        }
    }

    /** What a single value of the field must match. */
    private Set<String> globs(Field field) {
        Set<String> globs = Set.of(ANY);
        for (List<TextPattern> any : demands.texts(field)) {
            if (!field.isSingle()) {
                Set<String> more = new LinkedHashSet<>(globs);
                any.forEach(pattern -> more.add(pattern.text()));
                globs = more;
            } else {
                globs = merged(globs, any);
            }
        }
        return globs;
    }

    private static Set<String> merged(Set<String> globs, List<TextPattern> any) {
        Set<String> merged = new LinkedHashSet<>();
        for (String glob : globs) {
            for (TextPattern pattern : any) {
                merged.addAll(Globs.shared(glob, pattern.text()));
            }
        }
        return merged;
    }

    /** Ways to fill the field, each a list of values, those first that ask for least. */
    List<List<String>> of(Field field) {
        Set<String> values = new LinkedHashSet<>();
        globs(field).forEach(glob -> values.add(Globs.filled(glob, fresh(field))));
        values.addAll(aligned.getOrDefault(field, Set.of()));
        if (demands.unresolved().containsKey(field)) {
            addUnusable(field, values);
        }
        List<List<String>> choices = new ArrayList<>();
        if (field.isSingle()) {
            values.forEach(value -> choices.add(List.of(value)));
        } else {
            addSubsets(List.copyOf(values), most(field, values.size()), choices);
        }
        choices.removeIf(choice -> !meets(field, choice));
        if (!field.isAlwaysThere() && demands.texts(field).isEmpty()) {
            addAbsent(field, choices);
        }
        return choices;
    }

    private void addUnusable(Field field, Set<String> values) {
        String half = fresh(field);
        for (String glob : globs(field)) {
            values.add(Globs.filled(glob, half + "/" + half));
            if (demands.unresolved().getOrDefault(field, false)) {
                Globs.shared(glob, "$*").forEach(reserved -> values.add(Globs.filled(reserved, half)));
            }
        }
    }

    private int most(Field field, int values) {
        int demanded = demands.texts(field).size()
                + demands.uses().getOrDefault(field, 0)
                + (demands.unresolved().containsKey(field) ? 1 : 0);
        exhaustive &= Math.min(demanded, values) <= MOST_VALUES;
        return Math.max(1, Math.min(MOST_VALUES, demanded));
    }

    private void addSubsets(List<String> values, int most, List<List<String>> choices) {
        List<List<String>> smaller = List.of(List.of());
        for (int size = 1; size <= most; size++) {
            List<List<String>> larger = new ArrayList<>();
            for (List<String> subset : smaller) {
                int from = subset.isEmpty() ? 0 : values.indexOf(subset.get(subset.size() - 1)) + 1;
                for (int i = from; i < values.size() && choices.size() + larger.size() < MOST_CHOICES; i++) {
                    List<String> another = new ArrayList<>(subset);
                    another.add(values.get(i));
                    larger.add(another);
                }
            }
            choices.addAll(larger);
            exhaustive &= choices.size() < MOST_CHOICES;
            smaller = larger;
        }
    }

    private void addAbsent(Field field, List<List<String>> choices) {
        boolean used = demands.uses().containsKey(field) || demands.unresolved().containsKey(field);
        boolean needed = used || surroundings.isClosing(field);
        if (!needed) {
            choices.clear();
        }
        if (!needed || surroundings.isStarred(field) || demands.unresolved().containsKey(field)) {
            choices.add(demands.uses().containsKey(field) ? choices.size() : 0, List.of());
        }
    }

    private boolean meets(Field field, List<String> values) {
        return demands.texts(field).stream().allMatch(any -> any.stream()
                .anyMatch(pattern -> values.stream().anyMatch(pattern::matches)));
    }

    /** Whether no way was left out. */
    boolean isExhaustive() {
        return exhaustive;
    }
}
