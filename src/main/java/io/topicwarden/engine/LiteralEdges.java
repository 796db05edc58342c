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

    private static final int GOLDEN_RATIO = 0x9E3779B1;

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
        int slot = hash(target.label(), 0, target.label().length()) >>> shift;
        while (table[slot] != null) {
            slot = next(slot);
        }
        table[slot] = target;
    }

    /** The node to which the level from {@code start} to {@code end} leads. */
    @Nullable
    TrieNode target(String text, int start, int end) {
        if (table.length == 0) {
            return targets.length == 1 && targets[0].isLabelled(text, start, end) ? targets[0] : null;
        }
        for (int slot = hash(text, start, end) >>> shift; ; slot = next(slot)) {
            TrieNode target = table[slot];
            if (target == null || target.isLabelled(text, start, end)) {
                return target;
            }
        }
    }

    /** The node to which the level that begins at {@code start} leads. */
    @Nullable
    TrieNode target(String text, int start) {
        if (table.length > 0) {
            return target(text, start, Levels.end(text, start));
        }
        return targets.length == 1 && targets[0].isLabelled(text, start) ? targets[0] : null;
    }

    /** All the nodes, in order of their labels; not to be changed. */
    TrieNode[] targets() {
        return targets;
    }

    private int next(int slot) {
        return slot + 1 & table.length - 1;
    }

    /** Four characters at a time, so that no multiplication waits long for the one before; the high bits are the best. */
    private static int hash(String text, int start, int end) {
        int hash = end - start;
        int i = start;
        for (; i + 4 <= end; i += 4) {
            int block = text.charAt(i) ^ text.charAt(i + 1) << 8 ^ text.charAt(i + 2) << 16 ^ text.charAt(i + 3) << 24;
            hash = (hash ^ block) * GOLDEN_RATIO;
        }
        for (; i < end; i++) {
            hash = (hash ^ text.charAt(i)) * GOLDEN_RATIO;
        }
        return hash;
    }
}
