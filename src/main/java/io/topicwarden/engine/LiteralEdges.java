/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The edges of a node for literal levels: an open-addressed table, at least half of it free, in which a level is looked up
 * where it stands in the topic. A single edge needs no table.
 */
final class LiteralEdges {

    static final LiteralEdges NONE = new LiteralEdges(List.of());

    private final TrieNode[] targets;
    private final @Nullable TrieNode[] table;
    private final int shift;

    /** Edges to these nodes, by their labels. */
    LiteralEdges(List<TrieNode> targets) {
        this.targets = targets.toArray(TrieNode[]::new);
        int capacity = targets.size() < 2 ? 0 : Integer.highestOneBit(targets.size() * 4 - 1);
        this.table = new TrieNode[capacity];
        this.shift = Integer.numberOfLeadingZeros(capacity) + 1;
        if (capacity > 0) {
            targets.forEach(this::put);
        }
    }

    private void put(TrieNode target) {
        int slot = Levels.hash(target.label(), 0, target.label().length()) >>> shift;
        while (table[slot] != null) {
            slot = next(slot);
        }
        table[slot] = target;
    }

    /** The node to which the level from {@code start} to {@code end} leads. */
    @Nullable
    TrieNode target(String text, int start, int end) {
        return target(text, start, end, table.length == 0 ? 0 : Levels.hash(text, start, end));
    }

    /** The same, where the level's hash is known already. */
    @Nullable
    TrieNode target(String text, int start, int end, int hash) {
        if (table.length == 0) {
            return targets.length == 1 && targets[0].isLabelled(text, start, end) ? targets[0] : null;
        }
        for (int slot = hash >>> shift; ; slot = next(slot)) {
            TrieNode target = table[slot];
            if (target == null || target.isLabelled(text, start, end)) {
                return target;
            }
        }
    }

    /** All the nodes, in order of their labels; not to be changed. */
    TrieNode[] targets() {
        return targets;
    }

    private int next(int slot) {
        return slot + 1 & table.length - 1;
    }
}
