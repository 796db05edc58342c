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
     *
     * Under other limits an account keeps its failures, not its time: what is given back for them elsewhere would otherwise
     * be more than they had cost there.
     */
    private final Cache<Source, Account> accounts;
    private final LongSupplier nanos;

    /**
     * What one source owes.
     *
     * @param forgottenAt when nothing will be left of it
     * @param step how long each failure takes to be forgotten
     */
    private record Account(long forgottenAt, long step) {

        /** Time owed for as many failures, each of which takes this long; part of a nanosecond is forgiven. */
        long owed(long now, long asked) {
            long owed = Math.max(0, forgottenAt - now);
            return step == asked ? owed : owed / step * asked + (long) ((double) (owed % step) / step * asked);
        }
    }

    /**
     * @param most how many sources are kept
     * @param nanos a clock that nobody can set, as {@link System#nanoTime}
     */
    FailureBuckets(long most, LongSupplier nanos) {
        this.nanos = nanos;
        this.accounts = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfter(Expiry.writing((Source source, Account account) ->
                        Duration.ofNanos(Math.max(0, account.forgottenAt() - nanos.getAsLong()))))
                .ticker(nanos::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /** Puts a failure to a source's account, if there is room for it. */
    boolean add(Source source, Limit limit) {
        long step = limit.forgottenAfter().toNanos();
        long now = nanos.getAsLong();
        boolean[] added = {false};
        accounts.asMap().compute(source, (same, account) -> {
            long owed = account == null ? 0 : Math.min(account.owed(now, step), limit.burst() * step);
            added[0] = owed + step <= limit.burst() * step;
            return new Account(now + owed + (added[0] ? step : 0), step);
        });
        return added[0];
    }

    /** Whether there is room for a failure. */
    boolean hasRoom(Source source, Limit limit) {
        long step = limit.forgottenAfter().toNanos();
        Account account = accounts.getIfPresent(source);
        if (account != null && account.step() != step) {
            account = accounts.asMap().computeIfPresent(source, (same, old) -> under(old, step));
        }
        return account == null || account.owed(nanos.getAsLong(), step) + step <= limit.burst() * step;
    }

    /** Takes failures off a source's account, and tells whether any was on it. */
    boolean takeOff(Source source, Limit limit, long failures) {
        long step = limit.forgottenAfter().toNanos();
        long now = nanos.getAsLong();
        boolean[] held = {false};
        accounts.asMap().computeIfPresent(source, (same, account) -> {
            held[0] = account.forgottenAt() > now;
            long left = account.owed(now, step) - failures * step;
            return left > 0 ? new Account(now + left, step) : null;
        });
        return held[0];
    }

    /**
     * Clears a source's account, and tells how many failures were on it. One that is forgotten in part counts: there are
     * still no more than were put to the account since it was last empty.
     */
    long clear(Source source, Limit limit) {
        Account account = accounts.asMap().remove(source);
        if (account == null) {
            return 0;
        }
        long step = limit.forgottenAfter().toNanos();
        long owed = Math.min(account.owed(nanos.getAsLong(), step), limit.burst() * step);
        return (owed + step - 1) / step;
    }

    /** The same failures, from now on forgotten at another pace. */
    private Account under(Account account, long step) {
        long now = nanos.getAsLong();
        return new Account(now + account.owed(now, step), step);
    }

    /** How many sources have an account. */
    long size() {
        accounts.cleanUp();
        return accounts.estimatedSize();
    }
}
