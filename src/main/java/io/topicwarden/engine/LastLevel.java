/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

/**
 * Marks for what the last level of a topic can be, by which a walk down a trie leaves out nodes below which no pattern ends
 * as the topic does. A mark is a set of bits: a literal has one, by its hash; texts of which one can match what the other
 * matches have a bit in common, and some others too.
 */
final class LastLevel {

    /** Of no pattern. */
    static final int NONE = 0;

    /** Of a level that can be anything. */
    static final int ANY = ~0;

    private LastLevel() {}

    /** Of a literal level. */
    static int ofLiteral(String level) {
        return mark(level, 0);
    }

    /** Of a topic name. */
    static int ofTopic(String topic) {
        return mark(topic, topic.lastIndexOf('/') + 1);
    }

    /** Of what a topic filter, or a topic name, matches. */
    static int ofFilter(String filter) {
        int start = filter.lastIndexOf('/') + 1;
        boolean open = Levels.isMultiWildcard(filter, start) || Levels.isSingleWildcard(filter, start, filter.length());
        return open ? ANY : mark(filter, start);
    }

    private static int mark(String text, int start) {
        return 1 << (Levels.hash(text, start, text.length()) >>> (Integer.SIZE - 5)); // by the five best bits
    }
}
