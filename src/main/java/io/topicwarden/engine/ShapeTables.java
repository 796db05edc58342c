/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@link ShapeTable}s of a trie, one for each of its most frequent shapes, all of which are asked about a topic. */
final class ShapeTables {

    /** Looking into more would take longer than a walk down the trie. */
    static final int MOST = 16;

    private final ShapeTable[] tables;

    private ShapeTables(ShapeTable[] tables) {
        this.tables = tables;
    }

    /**
     * Makes tables of the shapes that have the most patterns.
     *
     * @param placed the patterns by their {@link ShapeTable#shape}; those that have found a table are removed
     */
    static ShapeTables takenFrom(Map<String, List<ShapeTable.Placed>> placed, SymbolTable symbols) {
        List<String> taken = placed.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, List<ShapeTable.Placed>> entry) ->
                                -entry.getValue().size())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .sorted() // in an order that does not depend on which other patterns there are
                .toList();
        ShapeTable[] tables = taken.stream()
                .map(shape -> new ShapeTable(placed.getOrDefault(shape, List.of()), symbols))
                .toArray(ShapeTable[]::new);
        placed.keySet().removeAll(taken);
        return new ShapeTables(tables);
    }

    boolean isEmpty() {
        return tables.length == 0;
    }

    /** A rule whose pattern matches the topic and whose conditions hold, shared groups aside. */
    @Nullable
    Rule find(String topic, MeasuredTopic measured, long offer, Binding binding) {
        for (ShapeTable table : tables) {
            Rule rule = table.find(topic, measured, offer, binding);
            if (rule != null) {
                return rule;
            }
        }
        return null;
    }
}
