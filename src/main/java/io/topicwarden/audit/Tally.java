/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** The counters behind {@link LogCounters}. */
final class Tally {

    final LongAdder counted = new LongAdder();
    final LongAdder lost = new LongAdder();
    final AtomicLong lines = new AtomicLong();
    final AtomicLong written = new AtomicLong();
    final AtomicLong failures = new AtomicLong();

    long pending() {
        return Math.max(0, counted.sum() - written.get() - lost.sum());
    }

    LogCounters snapshot() {
        return new LogCounters(counted.sum(), lines.get(), written.get(), pending(), lost.sum(), failures.get());
    }
}
