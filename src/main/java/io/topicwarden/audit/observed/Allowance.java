/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.observed;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** What memory is left, and what has been left out for want of it. */
final class Allowance {

    private final AtomicLong bytes = new AtomicLong();
    private final Map<Bound, LongAdder> leftOut = new EnumMap<>(Bound.class);
    private final Consumer<Bound> hit;

    /** @param hit told of each bound when it is first hit */
    Allowance(Consumer<Bound> hit) {
        this.hit = hit;
        for (Bound bound : Bound.values()) {
            leftOut.put(bound, new LongAdder());
        }
    }

    /** Takes so many bytes, if they are left. */
    boolean take(long weight) {
        if (bytes.addAndGet(weight) <= SeenTraffic.MOST_BYTES) {
            return true;
        }
        bytes.addAndGet(-weight);
        return false;
    }

    /** Notes that actions are left out. */
    void leaveOut(Bound bound, long actions) {
        LongAdder count = leftOut.get(bound);
        if (count != null) {
            boolean first = count.sum() == 0;
            count.add(actions);
            if (first) {
                hit.accept(bound);
            }
        }
    }

    /** How many actions each bound has left out; those that have left out none are not in it. */
    Map<Bound, Long> leftOut() {
        Map<Bound, Long> counts = new EnumMap<>(Bound.class);
        leftOut.forEach((bound, count) -> {
            if (count.sum() > 0) {
                counts.put(bound, count.sum());
            }
        });
        return counts;
    }
}
