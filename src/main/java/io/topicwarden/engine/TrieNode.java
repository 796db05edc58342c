/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import org.jspecify.annotations.Nullable;

/** A node of a {@link RuleTrie}: the patterns that begin with the same levels pass through it. */
final class TrieNode {

    private final String label;
    private final LiteralEdges literals;
    private final VariableEdge[] variables;
    private final @Nullable TrieNode plus;
    private final boolean fork;
    private final boolean exactOnly;
    private final Rule[] ends;
    private final Rule[] subtree;

    /**
     * What a {@link TrieBranch} has become.
     *
     * @param byLiterals whether none but literal levels lead here from the root
     */
    TrieNode(TrieBranch branch, boolean byLiterals) {
        this.label = branch.label();
        this.literals = branch.literalEdges(byLiterals);
        this.variables = branch.variableEdges();
        this.plus = branch.plusTarget();
        this.fork = plus != null || variables.length > 0;
        this.ends = branch.ends();
        this.subtree = branch.subtree();
        this.exactOnly = byLiterals && !fork && subtree.length == 0 && literals.leadToExactOnly();
    }

    /** The literal level that leads here; empty if it is not one that does. */
    String label() {
        return label;
    }

    boolean isLabelled(String text, int start, int end) {
        return end - start == label.length() && text.startsWith(label, start);
    }

    /** Whether a level may lead to more than one node. */
    boolean isFork() {
        return fork;
    }

    /** Whether no pattern that passes here has a wildcard or a variable, so that {@link ExactTopics} knows all of them. */
    boolean isExactOnly() {
        return exactOnly;
    }

    /** The edges for literal levels. */
    LiteralEdges literals() {
        return literals;
    }

    /** The edges for levels with a variable; not to be changed. */
    VariableEdge[] variables() {
        return variables;
    }

    /** Where {@code +} leads. */
    @Nullable
    TrieNode plus() {
        return plus;
    }

    /** The rules whose pattern ends here; not to be changed. */
    Rule[] ends() {
        return ends;
    }

    /** The rules whose pattern goes on with {@code #}, which also matches what ends here; not to be changed. */
    Rule[] subtree() {
        return subtree;
    }
}
