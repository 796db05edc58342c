/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Client;
import io.topicwarden.policy.Level;
import io.topicwarden.policy.TopicPattern;
import java.util.ArrayList;
import java.util.List;

/** Writes out a topic pattern as the topic filters that it stands for with a client's values in the place of variables. */
final class ResolvedFilters {

    /** How many filters one pattern may come to, where its variables have many values. */
    private static final int MAX_FILTERS = 10_000;

    private ResolvedFilters() {}

    /**
     * The filters; none if a variable has no value that can stand in its level.
     *
     * @throws TooComplexException if they are too many
     */
    static List<String> of(TopicPattern pattern, Client client) {
        List<String> filters = List.of("");
        boolean first = true;
        for (Level level : pattern.levels()) {
            filters = append(filters, texts(level, first, client), first);
            first = false;
        }
        return pattern.multiLevel() ? append(filters, List.of("#"), first) : filters;
    }

    /** What a level stands for. */
    static List<String> texts(Level level, boolean first, Client client) {
        if (level instanceof Level.Literal literal) {
            return List.of(literal.text());
        }
        return level instanceof Level.VariableLevel variable ? values(variable, first, client) : List.of("+");
    }

    private static List<String> values(Level.VariableLevel level, boolean first, Client client) {
        List<String> texts = new ArrayList<>();
        for (String value : VariableValues.usable(client.values(level.variable()))) {
            if (!first || !level.prefix().isEmpty() || !Levels.isReserved(value)) {
                texts.add(level.prefix() + value + level.suffix());
            }
        }
        return texts;
    }

    private static List<String> append(List<String> filters, List<String> levels, boolean first) {
        if ((long) filters.size() * levels.size() > MAX_FILTERS) {
            throw new TooComplexException();
        }
        List<String> longer = new ArrayList<>();
        for (String filter : filters) {
            for (String level : levels) {
                longer.add(first ? level : filter + "/" + level);
            }
        }
        return longer;
    }
}
