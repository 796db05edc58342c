/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.hivemq;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the broker's log that something broke in a callback: the first time with its trace, and then once a minute at most,
 * with how often it was not told. A client could otherwise fill the disk with traces. Throws nothing.
 */
final class FailureReport {

    static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final Logger LOG = LoggerFactory.getLogger(FailureReport.class);

    private final String what;
    private final LongSupplier nanos;
    private final AtomicBoolean told = new AtomicBoolean();
    private final AtomicLong toldAt = new AtomicLong();
    private final AtomicLong untold = new AtomicLong();

    /** @param what happens then, in the operator's words */
    FailureReport(String what) {
        this(what, System::nanoTime);
    }

    FailureReport(String what, LongSupplier nanos) {
        this.what = what;
        this.nanos = nanos;
    }

    void tell(Throwable cause) {
        try {
            if (isDue()) {
                long missed = untold.getAndSet(0);
                String more = missed == 0 ? "" : ", and " + missed + " times before this since it was last told";
                LOG.error("{}{}", what, more, cause);
            } else {
                untold.incrementAndGet();
            }
        } catch (Throwable t) { // there is no memory even for this: the answer matters more
            told.set(false);
        }
    }

    private boolean isDue() {
        long now = nanos.getAsLong();
        long last = toldAt.get();
        boolean due = !told.get() || now - last >= PAUSE_NANOS;
        return due && toldAt.compareAndSet(last, now) && (told.compareAndSet(false, true) || told.get());
    }
}
