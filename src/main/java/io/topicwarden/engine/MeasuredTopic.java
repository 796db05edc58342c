/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.TopicPattern;

/**
 * Where the levels of one topic begin, and what they add to hashes: measured once for all {@link ShapeTable}s of a decision.
 * Each thread has one of its own, which is good until that thread measures the next topic.
 */
final class MeasuredTopic {

    /** Levels beyond those that a pattern can name are not looked at: only a {@code #} can match them. */
    private static final int MOST_LEVELS = TopicPattern.MAX_LEVELS + 1;

    private static final ThreadLocal<MeasuredTopic> OF_THREAD = ThreadLocal.withInitial(MeasuredTopic::new);

    private final int[] starts = new int[MOST_LEVELS + 1];
    private final int[] sums = new int[MOST_LEVELS + 1];
    private int count;

    private MeasuredTopic() {}

    /** The levels of this topic, until the same thread asks for those of another one. */
    static MeasuredTopic of(String topic) {
        MeasuredTopic measured = OF_THREAD.get();
        measured.measure(topic);
        return measured;
    }

    private void measure(String topic) {
        int start = 0;
        int level = 0;
        int sum = 0;
        while (level < MOST_LEVELS && !Levels.isExhausted(topic, start)) {
            int end = Levels.end(topic, start);
            starts[level] = start;
            sum += term(Levels.hash(topic, start, end), level);
            sums[++level] = sum;
            start = end + 1;
        }
        starts[level] = start;
        count = level;
    }

    /** What a level adds to the sum of its topic: another amount in each place. */
    static int term(int hash, int level) {
        return Integer.rotateLeft(hash, 5 * level);
    }

    /** How many levels there are, or one more than a pattern can name. */
    int count() {
        return count;
    }

    int start(int level) {
        return starts[level];
    }

    int end(int level) {
        return starts[level + 1] - 1;
    }

    /** The terms of so many levels together, from the first on. */
    int sum(int levels) {
        return sums[levels];
    }

    /** What this level adds. */
    int term(int level) {
        return sums[level + 1] - sums[level];
    }
}
