/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Something that the broker is told. It may refuse to listen, since it can be set to take only so many calls a second. */
interface BrokerCall {

    /** The longest that one waits for the broker to listen, in attempts and pauses of a twentieth of a second. */
    int ATTEMPTS = 40;

    long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    CompletableFuture<Void> tell();

    /** Tells the broker all of it, again where it refuses, for two seconds at most; returns what it has not taken then. */
    static List<BrokerCall> insist(List<BrokerCall> calls) {
        List<BrokerCall> left = calls;
        for (int attempt = 0; attempt < ATTEMPTS && !left.isEmpty(); attempt++) {
            if (attempt > 0) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            left = left.stream()
                    .filter(call -> call.tell().isCompletedExceptionally())
                    .toList();
        }
        return left;
    }
}
