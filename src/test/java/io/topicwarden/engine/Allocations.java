/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.LongStream;

/** Counts what code allocates once it is warm. */
public final class Allocations {

    private static final int WARM_UP = 20_000;
    private static final int TIMES = 1_000;
    private static final int ROUNDS = 10;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocations() {}

    /**
     * The bytes allocated by a thousand runs. Of several rounds the least counts: what the code allocates it allocates in each,
     * and compiling it anew, which allocates too, can fall into any.
     */
    public static long ofThousand(Runnable once) {
        run(once, WARM_UP);
        return LongStream.generate(() -> round(once)).limit(ROUNDS).min().orElseThrow();
    }

    private static long round(Runnable once) {
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        run(once, TIMES);
        return THREADS.getThreadAllocatedBytes(thread) - before;
    }

    private static void run(Runnable once, int times) {
        for (int i = 0; i < times; i++) {
            once.run();
        }
    }
}
