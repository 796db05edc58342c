/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.topicwarden.policy.ThrottleSettings.Limit;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How many failures each of many sources has to its account; each is forgotten after its time. For all threads. */
final class FailureBuckets {

    /*
     * A token bucket kept as one instant (the generic cell rate algorithm): when everything will be forgotten. Each failure
     * moves it on by the time that one takes to be forgotten, and there is room while that leaves it at most a burst away
     * from now. An entry therefore ends exactly when it says no more than a missing one, and memory is bounded by dropping
     * those that are used least.
     */
    private final Cache<Source, Long> forgottenAt;
    private final LongSupplier nanos;

    /**
     * @param most how many sources are kept
     * @param nanos a clock that nobody can set, as {@link System#nanoTime}
     */
    FailureBuckets(long most, LongSupplier nanos) {
        this.nanos = nanos;
        this.forgottenAt = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfter(Expiry.writing(
                        (Source source, Long at) -> Duration.ofNanos(Math.max(0, at - nanos.getAsLong()))))
                .ticker(nanos::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /** Puts a failure to a source's account, if there is room for it. */
    boolean add(Source source, Limit limit) {
        long step = limit.forgottenAfter().toNanos();
        long now = nanos.getAsLong();
        boolean[] added = {false};
        forgottenAt.asMap().compute(source, (same, at) -> {
            long owed = at == null ? 0 : within(0, at - now, limit.burst() * step);
            added[0] = owed + step <= limit.burst() * step;
            return now + owed + (added[0] ? step : 0);
        });
        return added[0];
    }

    /** Whether there is room for a failure. */
    boolean hasRoom(Source source, Limit limit) {
        long step = limit.forgottenAfter().toNanos();
        Long at = forgottenAt.getIfPresent(source);
        return at == null || at - nanos.getAsLong() + step <= limit.burst() * step;
    }

    /** Takes failures off a source's account, and tells whether any was on it. */
    boolean takeOff(Source source, Limit limit, long failures) {
        long now = nanos.getAsLong();
        boolean[] held = {false};
        forgottenAt.asMap().computeIfPresent(source, (same, at) -> {
            held[0] = at > now;
            long left = at - now - failures * limit.forgottenAfter().toNanos();
            return left > 0 ? Long.valueOf(now + left) : null;
        });
        return held[0];
    }

    /**
     * Clears a source's account, and tells how many failures were on it. One that is forgotten in part counts: there are
     * still no more than were put to the account since it was last empty.
     */
    long clear(Source source, Limit limit) {
        Long at = forgottenAt.asMap().remove(source);
        if (at == null) {
            return 0;
        }
        long step = limit.forgottenAfter().toNanos();
        long owed = within(0, at - nanos.getAsLong(), limit.burst() * step);
        return (owed + step - 1) / step;
    }

    /** How many sources have an account. */
    long size() {
        forgottenAt.cleanUp();
        return forgottenAt.estimatedSize();
    }

    private static long within(long least, long value, long most) {
        return Math.max(least, Math.min(value, most));
    }
}
