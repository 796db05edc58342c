/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Writes out the topic that a filter becomes when its wildcard levels are fresh ones, for people to read. */
final class GenericTopic {

    /** The most UTF-8 bytes of a topic name (MQTT 5 §1.5.4). */
    private static final int MAX_BYTES = 65_535;

    /** How many levels are tried before none is given. */
    private static final int MAX_TRIES = 100;

    private GenericTopic() {}

    /**
     * The topic with the first of {@code x}, {@code x1}, {@code x2} and so on that does.
     *
     * @param tail how many levels stand for a closing {@code #}
     * @param taken levels that are not fresh
     * @param witness what the topic must be
     */
    static Optional<String> of(String filter, int tail, Set<String> taken, Predicate<String> witness) {
        return IntStream.range(0, MAX_TRIES + taken.size())
                .mapToObj(i -> i == 0 ? "x" : "x" + i)
                .filter(level -> !taken.contains(level))
                .limit(MAX_TRIES)
                .map(level -> write(filter, tail, level))
                .filter(witness)
                .findFirst()
                .filter(topic -> topic.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES);
    }

    private static String write(String filter, int tail, String fresh) {
        StringJoiner topic = new StringJoiner("/");
        int start = 0;
        while (!Levels.isExhausted(filter, start) && !Levels.isMultiWildcard(filter, start)) {
            int end = Levels.end(filter, start);
            topic.add(Levels.isSingleWildcard(filter, start, end) ? fresh : filter.subSequence(start, end));
            start = end + 1;
        }
        for (int i = 0; i < tail; i++) {
            topic.add(fresh);
        }
        return topic.toString();
    }
}
