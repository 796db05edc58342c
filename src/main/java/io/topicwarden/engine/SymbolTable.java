/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Variable;
import io.topicwarden.policy.When;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The literal levels, variables and {@code when}s of a set of roles, each kept once. Equal levels share one text, so that
 * those that come up often stay in the processor's caches however many permissions there are.
 */
final class SymbolTable {

    private final Map<String, String> literals = new HashMap<>();
    private final Map<Variable, Slot> slots = new LinkedHashMap<>();
    private final Map<When, WhenClause> clauses = new LinkedHashMap<>();

    String literal(String text) {
        String known = literals.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    Slot slot(Variable variable) {
        return slots.computeIfAbsent(variable, unused -> new Slot(slots.size(), variable));
    }

    WhenClause clause(When when) {
        if (when.equals(When.ALWAYS)) {
            return WhenClause.ALWAYS;
        }
        return clauses.computeIfAbsent(when, unused -> WhenClause.of(clauses.size(), when));
    }

    Set<String> literals() {
        return Set.copyOf(literals.keySet());
    }

    List<Slot> slots() {
        return List.copyOf(slots.values());
    }

    /** Those that ask for something, in order of their indexes. */
    List<WhenClause> clauses() {
        return List.copyOf(clauses.values());
    }
}
