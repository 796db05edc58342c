/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The nodes of a trie that some levels lead to; none is ever reached twice, since the nodes form a tree. */
final class Frontier {

    /** The most nodes at once. Only patterns of more than 16 levels made for it lead to more. */
    private static final int MAX_NODES = 1 << 16;

    private static final int USUAL_NODES = 4;

    private final FilterRequest request;
    private final int last;
    private TrieNode[] nodes = new TrieNode[USUAL_NODES];
    private TrieNode[] reached = new TrieNode[USUAL_NODES];
    private int size;
    private int reachedSize;

    /** Stands where every topic begins, to follow a filter. */
    Frontier(String filter, TrieNode root, FilterRequest request) {
        this.last = LastLevel.ofFilter(filter);
        this.request = request;
        nodes[0] = root;
        size = 1;
    }

    /** Stands where every topic begins in two tries at once. */
    Frontier(String filter, TrieNode root, TrieNode otherRoot, FilterRequest request) {
        this(filter, root, request);
        nodes[size++] = otherRoot;
    }

    /** Goes a level further, by the literal level from {@code start} to {@code end}. */
    void literal(String text, int start, int end) {
        boolean open = Levels.isOpenToWildcards(text, start);
        int hash = Levels.hash(text, start, end);
        for (int i = 0; i < size; i++) {
            TrieNode node = nodes[i];
            reach(node.literals().target(text, start, end, hash));
            request.spend(node.variables().length);
            for (VariableEdge edge : node.variables()) {
                if (edge.matches(text, start, end, request.binding())) {
                    reach(edge.target());
                }
            }
            if (open) {
                reach(node.plus());
            }
        }
        advance();
    }

    /** Goes a level further, by a level that occurs nowhere in the policy: only {@code +} matches it. */
    void fresh() {
        for (int i = 0; i < size; i++) {
            reach(nodes[i].plus());
        }
        advance();
    }

    private void reach(@Nullable TrieNode node) {
        if (node == null || (node.lasts() & last) == 0) {
            return;
        }
        if (reachedSize == reached.length) {
            reached = Arrays.copyOf(reached, 2 * reachedSize);
        }
        reached[reachedSize++] = node;
        if (reachedSize > MAX_NODES) {
            throw new TooComplexException();
        }
    }

    private void advance() {
        request.spend(reachedSize);
        TrieNode[] left = nodes;
        nodes = reached;
        size = reachedSize;
        reached = left;
        reachedSize = 0;
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
