/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.engine.Decision;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * What one client has published that its gate has let pass and that is still to be authorized. The broker asks twice, and
 * a snapshot can come in force in between; the second answer must be the first one then, since a no there ends the
 * connection, whatever {@code denied-publish} says.
 */
final class PassedPublishes {

    /** Far longer than the broker takes from one question to the other. What is older was dropped in between. */
    private static final long AT_MOST_NANOS = Duration.ofSeconds(2).toNanos();

    /** More than a client can have on its way; of a longer queue the oldest are forgotten. */
    private static final int AT_MOST = 1_024;

    private final Queue<Passed> waiting = new ArrayDeque<>(1);
    private volatile boolean any;

    /**
     * A publish as far as it is decided.
     *
     * @param topic the topic name
     * @param qos 0 to 2
     * @param retain the retain flag
     * @param payloadBytes the length of the payload
     */
    record Publish(String topic, int qos, boolean retain, long payloadBytes) {}

    private record Passed(Publish publish, Decision decision, long at) {}

    /** Notes that this publish has been permitted by this decision. */
    synchronized void add(Publish publish, Decision decision, long nanoTime) {
        if (waiting.size() >= AT_MOST) {
            waiting.remove();
        }
        waiting.add(new Passed(publish, decision, nanoTime));
        any = true;
    }

    /** Whether anything has been let pass that has not been taken. */
    boolean isEmpty() {
        return !any;
    }

    /**
     * The decision by which this publish has been permitted a moment ago. It can be taken once. Those come in the order in
     * which they passed, so what passed before it is forgotten.
     */
    synchronized Optional<Decision> take(Publish publish, long nanoTime) {
        Optional<Decision> found = Optional.empty();
        while (found.isEmpty() && !waiting.isEmpty()) {
            Passed oldest = waiting.remove();
            if (oldest.publish().equals(publish) && nanoTime - oldest.at() <= AT_MOST_NANOS) {
                found = Optional.of(oldest.decision());
            }
        }
        any = !waiting.isEmpty();
        return found;
    }
}
