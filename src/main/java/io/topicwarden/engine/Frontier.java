/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The nodes of a trie that some levels lead to; no node is ever reached twice, since the nodes form a tree. */
final class Frontier {

    /** The most nodes at once. Only patterns of more than 16 levels made for it could lead to more. */
    private static final int MAX_NODES = 1 << 16;

    private static final int USUAL_NODES = 4;

    private final FilterRequest request;
    private TrieNode[] nodes = new TrieNode[USUAL_NODES];
    private int size;

    private Frontier(FilterRequest request) {
        this.request = request;
    }

    /** Where every topic begins. */
    static Frontier at(TrieNode root, FilterRequest request) {
        Frontier frontier = new Frontier(request);
        frontier.add(root);
        return frontier;
    }

    /** A level further by the literal level at {@code start}. */
    Frontier literal(String text, int start, int end) {
        boolean open = Levels.isOpenToWildcards(text, start);
        Frontier next = new Frontier(request);
        for (int i = 0; i < size; i++) {
            TrieNode node = nodes[i];
            next.add(node.literals().target(text, start, end));
            for (VariableEdge edge : node.variables()) {
                if (edge.matches(text, start, end, request.binding())) {
                    next.add(edge.target());
                }
            }
            if (open) {
                next.add(node.plus());
            }
        }
        return next;
    }

    /** A level further by a level that occurs nowhere in the policy: only {@code +} matches it. */
    Frontier fresh() {
        Frontier next = new Frontier(request);
        for (int i = 0; i < size; i++) {
            next.add(nodes[i].plus());
        }
        return next;
    }

    private void add(@Nullable TrieNode node) {
        if (node == null) {
            return;
        }
        request.spend(1);
        if (size == nodes.length) {
            if (size == MAX_NODES) {
                throw new TooComplexException();
            }
            nodes = Arrays.copyOf(nodes, 2 * size);
        }
        nodes[size++] = node;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** A rule that holds and ends here. */
    @Nullable
    Rule ending() {
        for (int i = 0; i < size; i++) {
            Rule rule = request.first(nodes[i].ends());
            if (rule != null) {
                return rule;
            }
        }
        return null;
    }

    /** A rule that holds and matches what ends here and whatever lies deeper. */
    @Nullable
    Rule covering() {
        for (int i = 0; i < size; i++) {
            Rule rule = request.first(nodes[i].subtree());
            if (rule != null) {
                return rule;
            }
        }
        return null;
    }
}
