/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Clients that connect and leave again, one after another in a few threads.
 *
 * @param port of the broker on the loopback interface
 * @param logins the n-th to connect, counted from 0 over all runs
 * @param next counts them
 */
public record Connecting(int port, IntFunction<Login> logins, AtomicInteger next) {

    private static final int THREADS = 4;

    /**
     * Connects for so long, but no more than so many.
     *
     * @return how many connected a second
     */
    public double run(Duration duration, int atMost) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            int last = next.get() + atMost;
            long begin = System.nanoTime();
            long end = begin + duration.toNanos();
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                tasks.add(() -> connect(end, last));
            }
            long connected = sum(threads.invokeAll(tasks));
            return connected * 1e9 / (System.nanoTime() - begin);
        } finally {
            threads.shutdownNow();
        }
    }

    private int connect(long end, int last) throws IOException {
        int connected = 0;
        while (System.nanoTime() < end) {
            int number = next.getAndIncrement();
            if (number >= last) {
                break;
            }
            Connection.open(port, logins.apply(number)).close();
            connected++;
        }
        return connected;
    }

    private static long sum(List<Future<Integer>> futures) throws IOException, InterruptedException {
        long sum = 0;
        for (Future<Integer> future : futures) {
            try {
                sum += future.get();
            } catch (ExecutionException e) {
                throw new IOException("a client could not connect", e);
            }
        }
        return sum;
    }
}
