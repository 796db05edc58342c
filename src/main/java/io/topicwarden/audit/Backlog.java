/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** The lines that wait to be written, and the bounded memory that they and the open folds share. For all threads. */
final class Backlog {

    private final ConcurrentLinkedQueue<Line> lines = new ConcurrentLinkedQueue<>();
    private final AtomicLong reserved = new AtomicLong();
    private final long capacity;

    /** @param capacity in bytes */
    Backlog(long capacity) {
        this.capacity = capacity;
    }

    long capacity() {
        return capacity;
    }

    /** Takes {@code weight} bytes of the memory, if as many are left. */
    boolean reserve(long weight) {
        if (reserved.addAndGet(weight) <= capacity) {
            return true;
        }
        release(weight);
        return false;
    }

    void release(long weight) {
        reserved.addAndGet(-weight);
    }

    long reserved() {
        return reserved.get();
    }

    /** Adds a line that stands for one event, if there is memory left for it. */
    boolean offer(byte[] members) {
        boolean fits = reserve(Line.weightOf(members));
        if (fits) {
            lines.add(Line.of(members));
        }
        return fits;
    }

    /** Adds a line whose weight is reserved already. Whoever takes it releases the weight when it is done with. */
    void add(Line line) {
        lines.add(line);
    }

    Optional<Line> poll() {
        return Optional.ofNullable(lines.poll());
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }
}
