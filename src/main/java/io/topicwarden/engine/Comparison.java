/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.Level;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.TopicPattern;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two lists of permissions compiled together, so that it can be asked what the later permits a client that the earlier
 * does not. Immutable and safe for use by all threads.
 */
public final class Comparison {

    /** What both lists say of one action. */
    record Rules(ActionRules before, ActionRules after) {}

    private final Map<Action, Rules> rules = new EnumMap<>(Action.class);
    private final List<Slot> slots;
    private final List<WhenClause> clauses;
    private final Set<String> literals;
    private final Set<Level> reserved;

    private Comparison(List<Permission> before, List<Permission> after) {
        SymbolTable symbols = new SymbolTable();
        for (Action action : Action.values()) {
            rules.put(action, new Rules(compile(before, action, symbols), compile(after, action, symbols)));
        }
        this.slots = symbols.slots();
        this.clauses = symbols.clauses();
        this.literals = symbols.literals();
        this.reserved = reserved(List.of(before, after));
    }

    /** Compiles both lists; takes time in proportion to their length. */
    public static Comparison of(List<Permission> before, List<Permission> after) {
        return new Comparison(before, after);
    }

    /** The same for one client at one instant. */
    public ClientComparison bind(Client client, Instant now) {
        Binding binding = new Binding(client, InstantSource.fixed(now), slots, clauses);
        return new ClientComparison(binding, rules::get, everyTopic(client), literals);
    }

    private static ActionRules compile(List<Permission> permissions, Action action, SymbolTable symbols) {
        ActionCompiler compiler = new ActionCompiler(action, symbols);
        permissions.forEach(compiler::add);
        return compiler.build();
    }

    private static Set<Level> reserved(List<List<Permission>> lists) {
        Set<Level> reserved = new HashSet<>();
        for (List<Permission> permissions : lists) {
            for (Permission permission : permissions) {
                for (TopicPattern pattern : permission.topics()) {
                    pattern.levels().stream()
                            .findFirst()
                            .filter(Comparison::isReserved)
                            .ifPresent(reserved::add);
                }
            }
        }
        return reserved;
    }

    private static boolean isReserved(Level level) {
        return (level instanceof Level.Literal literal && Levels.isReserved(literal.text()))
                || (level instanceof Level.VariableLevel variable && Levels.isReserved(variable.prefix()));
    }

    /**
     * Filters that together match all topics as far as the permissions can tell topics apart: those that begin with
     * {@code $} go by their first level, and one level stands for all that no permission names.
     */
    private List<String> everyTopic(Client client) {
        Set<String> filters = new HashSet<>(Set.of("#"));
        for (Level level : reserved) {
            ResolvedFilters.texts(level, true, client).forEach(text -> filters.add(text + "/#"));
        }
        String fresh = "$x";
        while (literals.contains(fresh) || filters.contains(fresh + "/#")) {
            fresh += "x";
        }
        filters.add(fresh + "/#");
        return filters.stream().sorted().toList();
    }
}
