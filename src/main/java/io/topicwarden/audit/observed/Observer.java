/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.observed;

import io.topicwarden.audit.EventAction;
import io.topicwarden.audit.Request;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.ObserveSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Writes down what clients do, while the settings ask for it. Whatever goes wrong with that, no decision depends on it. */
public final class Observer implements AutoCloseable {

    private static final long CLOSE_SECONDS = 10;

    private final Path folder;
    private final Function<Client, Set<String>> roles;
    private final InstantSource time;
    private final ObserverReports reports;
    private final AtomicBoolean broken = new AtomicBoolean();
    private volatile Optional<ObservedJournal> journal = Optional.empty();
    private Optional<ObserveSettings> settings = Optional.empty();
    private Optional<ScheduledExecutorService> writer = Optional.empty();

    /**
     * @param folder where the file goes
     * @param roles all that a client holds
     */
    public Observer(Path folder, Function<Client, Set<String>> roles, InstantSource time, ObserverReports reports) {
        this.folder = folder;
        this.roles = roles;
        this.time = time;
        this.reports = reports;
    }

    /** Begins or ends, or changes the file. What another file has is read by the writer's thread. */
    public synchronized void configure(Optional<ObserveSettings> wanted) {
        if (!wanted.equals(settings)) {
            stop();
            settings = wanted;
            wanted.ifPresent(this::start);
        }
    }

    /** Whether anything is written down, so that there is a point in telling. */
    public boolean isOn() {
        return journal.isPresent();
    }

    /** Notes what a client did. Throws nothing. */
    public void note(Client client, EventAction action, Request request, Outcome outcome) {
        Optional<ObservedJournal> now = journal;
        if (now.isEmpty()) {
            return;
        }
        try {
            now.get().seen().note(client, roles, action, request, outcome, time.instant());
        } catch (Throwable e) {
            if (broken.compareAndSet(false, true)) {
                reports.failing("noting what clients do", e);
            }
        }
    }

    private void start(ObserveSettings wanted) {
        ObservedJournal begun = new ObservedJournal(folder.resolve(wanted.file()), time, reports);
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "topicwarden-observed");
            thread.setDaemon(true);
            return thread;
        });
        long every = wanted.writeEvery().toMillis();
        ScheduledFuture<?> unused = executor.scheduleWithFixedDelay(begun::write, 0, every, TimeUnit.MILLISECONDS);
        writer = Optional.of(executor);
        journal = Optional.of(begun);
    }

    /** Writes what is left. The next file is begun when that is done, or has taken too long. */
    private void stop() {
        Optional<ObservedJournal> ending = journal;
        journal = Optional.empty();
        if (writer.isEmpty() || ending.isEmpty()) {
            return;
        }
        ScheduledExecutorService executor = writer.get();
        writer = Optional.empty();
        executor.execute(ending.get()::write);
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        stop();
    }
}
