/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.postgres;

import io.topicwarden.store.IdentitySlot;
import io.topicwarden.store.IdentityState;
import io.topicwarden.store.StoreUnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

/**
 * The names that wait to be read or are being read, on threads of its own: bounded, each name once however many ask for it,
 * and all that wait read together.
 */
final class LoadQueue implements AutoCloseable {

    private static final int THREADS = 4;
    private static final int MOST_WAITING = 20_000;
    private static final int AT_ONCE = 256;

    /** Beyond what a statement can take, so that its own failure is told first. */
    private static final long LIMIT_SECONDS = 6;

    private static final class Pending {
        final CompletableFuture<IdentitySlot> answer = new CompletableFuture<>();
        final long since;
        boolean outdated;

        Pending(long since) {
            this.since = since;
        }
    }

    private final IdentityReader reader;
    private final BiFunction<String, IdentityState, IdentitySlot> keep;
    private final LoadTimes times;
    private final LongSupplier nanos;
    private final Object lock = new Object();
    private final Map<String, Pending> pending = new HashMap<>();
    private final Deque<String> waiting = new ArrayDeque<>();
    private final ExecutorService executor = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "topicwarden-identities");
        thread.setDaemon(true);
        return thread;
    });
    private int busy;
    private boolean closed;

    /** @param keep remembers what was read, under the queue's lock */
    LoadQueue(
            IdentityReader reader,
            BiFunction<String, IdentityState, IdentitySlot> keep,
            LoadTimes times,
            LongSupplier nanos) {
        this.reader = reader;
        this.keep = keep;
        this.times = times;
        this.nanos = nanos;
    }

    /** The answer for one name, joined with others' if it is on its way. */
    CompletableFuture<IdentitySlot> load(String name) {
        synchronized (lock) {
            Pending there = pending.get(name);
            if (there == null) {
                if (closed || pending.size() >= MOST_WAITING) {
                    return CompletableFuture.failedFuture(new StoreUnavailableException(
                            closed ? "the store is closed" : "too many identities are waiting to be read"));
                }
                there = new Pending(nanos.getAsLong());
                pending.put(name, there);
                waiting.add(name);
                if (busy < THREADS) {
                    busy++;
                    executor.execute(this::work);
                }
            }
            return there.answer.copy().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Whether half of its places are taken. */
    boolean isBusy() {
        synchronized (lock) {
            return pending.size() >= MOST_WAITING / 2;
        }
    }

    /** Whether this name waits or is being read. */
    boolean holds(String name) {
        synchronized (lock) {
            return pending.containsKey(name);
        }
    }

    /** Says that a name may have changed since its reading began, if it has: it is then read again. */
    void outdate(String name) {
        synchronized (lock) {
            Pending there = pending.get(name);
            if (there != null) {
                there.outdated = true;
            }
        }
    }

    /** Says so of all. */
    void outdateAll() {
        synchronized (lock) {
            pending.values().forEach(there -> there.outdated = true);
        }
    }

    private void work() {
        for (Optional<List<String>> batch = next(); batch.isPresent(); batch = next()) {
            try {
                settle(reader.read(batch.get()));
            } catch (StoreUnavailableException e) {
                fail(batch.get(), e);
            } catch (Throwable t) { // nobody may wait for ever
                fail(batch.get(), new StoreUnavailableException("reading identities failed", t));
            }
        }
    }

    private Optional<List<String>> next() {
        synchronized (lock) {
            List<String> batch = new ArrayList<>();
            while (batch.size() < AT_ONCE && !waiting.isEmpty()) {
                String name = waiting.remove();
                Pending there = pending.get(name);
                if (there != null) {
                    there.outdated = false;
                    batch.add(name);
                }
            }
            if (batch.isEmpty()) {
                busy--;
                return Optional.empty();
            }
            return Optional.of(batch);
        }
    }

    private void settle(Map<String, IdentityState> read) {
        List<Runnable> answers = new ArrayList<>();
        synchronized (lock) {
            read.forEach((name, state) -> {
                Pending there = pending.get(name);
                if (there != null && there.outdated) {
                    waiting.add(name);
                } else if (there != null) {
                    pending.remove(name);
                    IdentitySlot slot = keep.apply(name, state);
                    answers.add(() -> {
                        times.loaded(nanos.getAsLong() - there.since);
                        there.answer.complete(slot);
                    });
                }
            });
        }
        answers.forEach(Runnable::run);
    }

    private void fail(List<String> names, StoreUnavailableException failure) {
        List<Pending> failed = new ArrayList<>();
        synchronized (lock) {
            names.forEach(name -> Optional.ofNullable(pending.remove(name)).ifPresent(failed::add));
        }
        for (Pending there : failed) {
            times.failed();
            there.answer.completeExceptionally(failure);
        }
    }

    @Override
    public void close() {
        List<String> left;
        synchronized (lock) {
            closed = true;
            left = List.copyOf(pending.keySet());
        }
        executor.shutdownNow();
        fail(left, new StoreUnavailableException("the store is closed"));
    }
}
