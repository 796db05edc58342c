/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A broker that notes what it is told of its one session, and refuses to hear it if a test says so. */
final class NotedSessions implements BrokerSessions {

    private final List<String> asked = new ArrayList<>();
    final CountDownLatch told = new CountDownLatch(1);
    final CountDownLatch attempted = new CountDownLatch(1);
    volatile List<HeldSubscription> held = List.of();
    final CountDownLatch takenBack = new CountDownLatch(4);
    volatile boolean broken;
    volatile Optional<Error> error = Optional.empty();
    final AtomicInteger lookedAt = new AtomicInteger();
    final AtomicInteger refuses = new AtomicInteger();
    volatile Runnable whenTold = () -> {};
    volatile Optional<AssertionError> failure = Optional.empty();

    @Override
    public CompletableFuture<Boolean> exists(String clientId) {
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public CompletableFuture<List<HeldSubscription>> subscriptions(String clientId) {
        attempted.countDown();
        lookedAt.incrementAndGet();
        if (error.isPresent()) {
            throw error.get();
        }
        if (broken) {
            return CompletableFuture.failedFuture(new IllegalStateException("rate limit"));
        }
        return note("subscriptions " + clientId).thenApply(done -> held);
    }

    @Override
    public CompletableFuture<Void> unsubscribe(String clientId, Set<String> topicFilters) {
        CompletableFuture<Void> done = note("unsubscribe " + clientId + " " + topicFilters);
        told.countDown();
        return done;
    }

    @Override
    public CompletableFuture<Void> disconnect(String clientId, String reason) {
        if (refuses.getAndDecrement() > 0) {
            return CompletableFuture.failedFuture(new IllegalStateException("rate limit"));
        }
        checkFirst();
        CompletableFuture<Void> done = note("disconnect " + clientId + " " + reason);
        told.countDown();
        return done;
    }

    @Override
    public CompletableFuture<Void> takeBackWill(String clientId) {
        checkFirst();
        takenBack.countDown();
        return note("take back the will of " + clientId);
    }

    /** What must hold the first time that it is told something. */
    private void checkFirst() {
        Runnable check = whenTold;
        whenTold = () -> {};
        try {
            check.run();
        } catch (AssertionError e) {
            failure = Optional.of(e);
        }
    }

    private synchronized CompletableFuture<Void> note(String call) {
        asked.add(call);
        return CompletableFuture.completedFuture(null);
    }

    synchronized List<String> calls() {
        return List.copyOf(asked);
    }
}
