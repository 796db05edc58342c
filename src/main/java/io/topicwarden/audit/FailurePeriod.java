/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of the beginning and the end of a time in which something fails, and of nothing between. For one thread. */
final class FailurePeriod {

    private static final Logger LOG = LoggerFactory.getLogger(FailurePeriod.class);

    private final String what;
    private final LogFailures listener;
    private final AtomicLong failures;
    private boolean failing;

    /** @param failures counts every failure */
    FailurePeriod(String what, LogFailures listener, AtomicLong failures) {
        this.what = what;
        this.listener = listener;
        this.failures = failures;
    }

    boolean isFailing() {
        return failing;
    }

    void failed(Throwable cause) {
        failures.incrementAndGet();
        if (!failing) {
            failing = true;
            guarded(() -> listener.failing(what, cause));
        }
    }

    void succeeded(long behind) {
        if (failing) {
            failing = false;
            guarded(() -> listener.recovered(what, behind));
        }
    }

    /** Tells that the log was closed before everything was written. */
    void gaveUp(long lost) {
        String told = what + ": closed, " + lost + " never written";
        guarded(() -> listener.failing(told, new IOException(told)));
    }

    /** Tells of a fault that is mended already. */
    void repaired(String fault) {
        guarded(() -> listener.repaired(fault));
    }

    /** A listener that fails itself must not keep the log from being written. */
    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("{}: whoever was to be told of it failed as well", what, e);
        }
    }
}
