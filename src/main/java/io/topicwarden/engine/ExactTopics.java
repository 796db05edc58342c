/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules whose patterns are plain topic names, found by the whole topic at once: where permissions are many, each level
 * of a walk down the trie waits for memory several times. An open-addressed table, at least half of it free.
 */
final class ExactTopics {

    private static final Rule[] NO_RULES = {};

    private final @Nullable String[] topics;
    private final Rule[][] rules;
    private final int shift;

    ExactTopics(Map<String, List<Rule>> rules) {
        int capacity = rules.isEmpty() ? 0 : Integer.highestOneBit(rules.size() * 4 - 1);
        this.topics = new String[capacity];
        this.rules = new Rule[capacity][];
        this.shift = Integer.numberOfLeadingZeros(capacity) + 1;
        rules.entrySet().stream()
                .sorted(Map.Entry.comparingByKey()) // so that the order of permissions never shows
                .forEach(entry -> put(entry.getKey(), Rule.sorted(entry.getValue())));
    }

    boolean isEmpty() {
        return topics.length == 0;
    }

    private void put(String topic, Rule[] held) {
        int slot = hash(topic) >>> shift;
        while (topics[slot] != null) {
            slot = next(slot);
        }
        topics[slot] = topic;
        rules[slot] = held;
    }

    /**
     * The rules whose pattern is this topic; not to be changed.
     *
     * @param hash of the topic
     */
    Rule[] rules(String topic, int hash) {
        if (topics.length == 0) {
            return NO_RULES;
        }
        for (int slot = hash >>> shift; ; slot = next(slot)) {
            String known = topics[slot];
            if (known == null) {
                return NO_RULES;
            }
            if (known.equals(topic)) {
                return rules[slot];
            }
        }
    }

    /** The hash by which a topic is looked up. */
    static int hash(String topic) {
        return Levels.hash(topic, 0, topic.length());
    }

    private int next(int slot) {
        return slot + 1 & topics.length - 1;
    }
}
