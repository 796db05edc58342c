/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import io.topicwarden.policy.LogSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The connection log: accepted connections and their ends, each in {@code connections.jsonl}. For all threads, none of
 * which waits for the disk.
 */
public final class ConnectionLog implements AutoCloseable {

    private final Intake intake;
    private final Journal journal;

    private ConnectionLog(Path directory, LogSettings settings, Surroundings surroundings, long capacity) {
        this.intake = Intake.of(capacity, List.of(ConnectionKind.values()), surroundings.time());
        JournalName name = new JournalName("connection log", "topicwarden-connections", directory);
        this.journal = new Journal(name, settings, surroundings, intake, new NoFolds());
    }

    /** Opens the log, as {@link DenialLog#open}. */
    public static ConnectionLog open(Path directory, LogSettings settings, InstantSource time, LogFailures failures) {
        ConnectionLog log = new ConnectionLog(directory, settings, Surroundings.real(time, failures), Journal.CAPACITY);
        log.journal.start();
        return log;
    }

    /** A log without a thread, written by {@link #drain}. */
    static ConnectionLog withoutThread(Path directory, LogSettings settings, Surroundings surroundings, long capacity) {
        return new ConnectionLog(directory, settings, surroundings, capacity);
    }

    /** Records that a client was let in. Returns the record's {@code event.id}. */
    public String accepted(Peer peer, Instant at) {
        return record(ConnectionKind.CONNECTED, at, id -> ConnectionFormat.connected(peer, at, id));
    }

    /**
     * Records that the connection of an accepted client ended.
     *
     * @param at when it ended
     * @param lasted since it was accepted
     * @param how a word or two, for example {@code disconnected by client}
     * @return the record's {@code event.id}
     */
    public String ended(Peer peer, Instant at, Duration lasted, String how) {
        return record(ConnectionKind.DISCONNECTED, at, id -> ConnectionFormat.disconnected(peer, at, lasted, how, id));
    }

    /** Goes on with other settings from the next line. */
    public void configure(LogSettings settings) {
        journal.configure(settings);
    }

    /** Writes everything recorded so far. Returns false if it could not be written, or not in time. */
    public boolean flush(Duration atMost) {
        return journal.flush(atMost);
    }

    /** How many events were recorded after the log was closed, or could not be written when it was. */
    public long lost() {
        return counters().lost();
    }

    /** The present counts, for metrics. */
    public LogCounters counters() {
        return journal.counters();
    }

    /** Writes what is due at this instant, for a log without a thread. */
    boolean drain(Instant now) {
        return journal.drain(now);
    }

    /** Writes what is left, for 5 seconds at most. What is recorded later is counted as lost. */
    @Override
    public void close() {
        journal.close();
    }

    private String record(ConnectionKind kind, Instant at, Function<String, byte[]> members) {
        return journal.record(
                () -> line(kind, at, members), () -> intake.overflow().add(kind, at));
    }

    private String line(ConnectionKind kind, Instant at, Function<String, byte[]> members) {
        String id = intake.ids().next();
        return intake.backlog().offer(members.apply(id))
                ? id
                : intake.overflow().add(kind, at);
    }

    /** Connections are not counted together. */
    private static final class NoFolds implements LineSource {

        @Override
        public void collect(Instant now, boolean all, Consumer<Line> out) {}

        @Override
        public boolean isEmpty() {
            return true;
        }
    }
}
