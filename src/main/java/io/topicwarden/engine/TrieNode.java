/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** A node of a {@link RuleTrie}: the patterns that begin with the same levels pass through it. */
final class TrieNode {

    private final String label;
    private final LiteralEdges literals;
    private final VariableEdge[] variables;
    private final @Nullable TrieNode plus;
    private final boolean fork;
    private final int lasts;
    private final int openLasts;
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
        this.lasts = marks(ends.length == 0 ? LastLevel.NONE : branch.mark(), TrieNode::lasts);
        this.openLasts = marks(ends.length == 0 || byLiterals ? LastLevel.NONE : branch.mark(), TrieNode::openLasts);
    }

    private int marks(int own, ToIntFunction<TrieNode> below) {
        int marks = subtree.length == 0 ? own : LastLevel.ANY;
        for (TrieNode target : literals.targets()) {
            marks |= below.applyAsInt(target);
        }
        for (VariableEdge edge : variables) {
            marks |= below.applyAsInt(edge.target());
        }
        return plus == null ? marks : marks | below.applyAsInt(plus);
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

    /** The {@link LastLevel}s of the patterns that pass here. */
    int lasts() {
        return lasts;
    }

    /** Likewise, of those with a wildcard or a variable only: {@link ExactTopics} knows the others. */
    int openLasts() {
        return openLasts;
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
