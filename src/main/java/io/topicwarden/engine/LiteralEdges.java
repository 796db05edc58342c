/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The edges of a node for literal levels: an open-addressed table, half empty at least, in which a level is looked up where
 * it stands in the topic. A single edge is compared without being hashed.
 */
final class LiteralEdges {

    static final LiteralEdges NONE = new LiteralEdges(List.of());

    private final TrieNode[] targets;
    private final @Nullable TrieNode[] table;
    private final int[] hashes;

    /** Edges to these nodes, by their labels. */
    LiteralEdges(List<TrieNode> targets) {
        this.targets = targets.toArray(TrieNode[]::new);
        int capacity = targets.size() < 2 ? 0 : Integer.highestOneBit(targets.size() * 4 - 1);
        this.table = new TrieNode[capacity];
        this.hashes = new int[capacity];
        if (capacity > 0) {
            targets.forEach(this::put);
        }
    }

    private void put(TrieNode target) {
        int hash = hash(target.label(), 0, target.label().length());
        int slot = slot(hash);
        while (table[slot] != null) {
            slot = next(slot);
        }
        table[slot] = target;
        hashes[slot] = hash;
    }

    /** The node to which the level from {@code start} to {@code end} leads. */
    @Nullable
    TrieNode target(String text, int start, int end) {
        if (table.length == 0) {
            return targets.length == 1 && targets[0].isLabelled(text, start, end) ? targets[0] : null;
        }
        int hash = hash(text, start, end);
        for (int slot = slot(hash); ; slot = next(slot)) {
            TrieNode target = table[slot];
            if (target == null || (hashes[slot] == hash && target.isLabelled(text, start, end))) {
                return target;
            }
        }
    }

    /** All the nodes, in order of their labels; not to be changed. */
    TrieNode[] targets() {
        return targets;
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 16) & table.length - 1;
    }

    private int next(int slot) {
        return slot + 1 & table.length - 1;
    }

    private static int hash(String text, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash;
    }
}
