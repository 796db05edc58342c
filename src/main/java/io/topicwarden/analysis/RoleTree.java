/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Conditions;
import io.topicwarden.policy.Level;
import io.topicwarden.policy.Role;
import io.topicwarden.policy.RuleReference;
import io.topicwarden.policy.TopicPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The topics of a role as a tree, level by level, with what it allows and denies at each.
 *
 * @param level the level as the policy has it, a wildcard or with its variable; empty for an empty level and the root
 * @param marks what is said of the topics that end here
 * @param children the levels below
 */
public record RoleTree(String level, List<Mark> marks, List<RoleTree> children) {

    /** More nodes would help nobody. */
    public static final int MOST_NODES = 5_000;

    /**
     * What a permission says of topics.
     *
     * @param statement what of: a permission's text for one action
     * @param denies of an allow, the denies of the role that may share topics with it
     */
    public record Mark(Entry statement, List<RuleReference> denies) {

        public Mark {
            denies = List.copyOf(denies);
        }
    }

    /**
     * One permission's word on one action.
     *
     * @param rule the permission
     * @param allow whether it allows
     * @param action {@code publish} or {@code subscribe}
     * @param conditional whether it has conditions besides its topics
     */
    public record Entry(RuleReference rule, boolean allow, String action, boolean conditional) {}

    public RoleTree {
        marks = List.copyOf(marks);
        children = List.copyOf(children);
    }

    /** A node while the tree grows. */
    private static final class Growing {
        private final List<Mark> marks = new ArrayList<>();
        private final Map<String, Growing> children = new LinkedHashMap<>();

        RoleTree finished(String level) {
            List<RoleTree> below = new ArrayList<>();
            children.forEach((name, child) -> below.add(child.finished(name)));
            return new RoleTree(level, marks, below);
        }
    }

    /** The tree; of a role too large for one, the first {@link #MOST_NODES} nodes of it. */
    public static RoleTree of(Role role) {
        List<Statement> statements = Statement.of(role.permissions());
        List<Statement> denies =
                statements.stream().filter(statement -> !statement.isAllow()).toList();
        Growing root = new Growing();
        int nodes = 0;
        for (Statement statement : statements) {
            List<String> levels = levels(statement.pattern());
            nodes += levels.size();
            if (nodes > MOST_NODES) {
                break;
            }
            Growing node = root;
            for (String level : levels) {
                node = node.children.computeIfAbsent(level, unused -> new Growing());
            }
            node.marks.add(mark(statement, denies));
        }
        return root.finished("");
    }

    /** Whether the tree of a role has all of it. */
    public static boolean isWhole(Role role) {
        return Statement.of(role.permissions()).stream()
                        .mapToInt(statement -> levels(statement.pattern()).size())
                        .sum()
                <= MOST_NODES;
    }

    private static List<String> levels(Optional<TopicPattern> pattern) {
        if (pattern.isEmpty()) {
            return List.of();
        }
        List<String> levels = new ArrayList<>();
        for (Level level : pattern.get().levels()) {
            levels.add(text(level));
        }
        if (pattern.get().multiLevel()) {
            levels.add("#");
        }
        return levels;
    }

    private static String text(Level level) {
        if (level instanceof Level.Literal literal) {
            return literal.text();
        }
        return level instanceof Level.VariableLevel variable
                ? variable.prefix() + variable.variable() + variable.suffix()
                : "+";
    }

    private static Mark mark(Statement statement, List<Statement> denies) {
        List<RuleReference> sharing = statement.isAllow()
                ? denies.stream()
                        .filter(deny -> deny.action() == statement.action())
                        .filter(deny -> Overlap.mayShare(deny.pattern(), statement.pattern()))
                        .map(deny -> deny.permission().reference())
                        .distinct()
                        .toList()
                : List.of();
        Statement.Meaning bare = statement.meaning();
        return new Mark(
                new Entry(
                        statement.permission().reference(),
                        statement.isAllow(),
                        statement.action().name().toLowerCase(Locale.ROOT),
                        !bare.conditions().equals(Conditions.NONE)),
                sharing);
    }
}
