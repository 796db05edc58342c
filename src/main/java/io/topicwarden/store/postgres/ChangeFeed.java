/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.postgres;

import io.topicwarden.store.IdentitySlot;
import io.topicwarden.store.PolicyRevision;
import io.topicwarden.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows what changes in the database, over a connection and on a thread of its own. */
final class ChangeFeed implements AutoCloseable {

    /*
     * After each connect everything in memory is read again: whatever happened meanwhile, a failover to a server that lacks
     * the last transactions included. From then on NOTIFY says within moments which names have changed. Behind it, every
     * second, rows are looked for that were written by transactions not yet ended at the look before (`changed` is at or
     * above that look's xmin): an order of commits that no sequence and no clock could give. A row can be seen twice, but
     * none is missed, also where a pooler swallows notifications.
     */
    private static final long POLL_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Long enough for every connected client to be decided again, and then to hold its own. */
    private static final long AHEAD_NANOS = TimeUnit.MINUTES.toNanos(10);

    private static final int LISTEN_MILLIS = 200;
    private static final long STATUS_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LEAST_PAUSE_MILLIS = 250;
    private static final long MOST_PAUSE_MILLIS = 3_000;

    /** How many invalid revisions are passed over to find one that is valid. */
    private static final int MOST_REFUSED = 100;

    private static final String STATUS = "INSERT INTO topicwarden.broker_status "
            + "(broker, revision, refused_revision, refused_because, last_seen) VALUES (?, ?, ?, ?, now()) "
            + "ON CONFLICT (broker) DO UPDATE SET revision = excluded.revision, "
            + "refused_revision = excluded.refused_revision, refused_because = excluded.refused_because, "
            + "last_seen = excluded.last_seen";

    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);

    private final DataSource source;
    private final CachedIdentities identities;
    private final Supplier<Set<String>> wanted;
    private final StoreListener listener;
    private final LongSupplier nanos;
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean up;
    private List<IdentitySlot> ahead = List.of();
    private boolean warm;
    private volatile OptionalLong releaseAt = OptionalLong.empty();
    private String watermark = "0";
    private long revision;
    private long taken;
    private Optional<BrokerStatus> written = Optional.empty();
    private long writtenAt;
    private boolean trusted;
    private String lastFailure = "";

    /** @param wanted the names that are to be in memory before anything is told */
    ChangeFeed(
            DataSource source,
            CachedIdentities identities,
            Supplier<Set<String>> wanted,
            StoreListener listener,
            LongSupplier nanos) {
        this.wanted = wanted;
        this.source = source;
        this.identities = identities;
        this.listener = listener;
        this.nanos = nanos;
        this.thread = new Thread(this::run, "topicwarden-changes");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Says that clients are decided by this database now, and begin to hold what was read ahead for them. */
    void settled() {
        releaseAt = OptionalLong.of(nanos.getAsLong() + AHEAD_NANOS);
    }

    /** Whether the database answers. */
    boolean isUp() {
        return up;
    }

    private void run() {
        long pause = LEAST_PAUSE_MILLIS;
        while (!closed) {
            try (Connection connection = source.getConnection()) {
                begin(connection);
                pause = LEAST_PAUSE_MILLIS;
                while (!closed) {
                    step(connection);
                }
            } catch (SQLException | StoreUnavailableException | RuntimeException e) {
                lost(e);
            } catch (Throwable t) { // a dead feed would leave what it last said in force
                LOG.error("Following the database failed", t);
                lost(t);
            }
            pause(pause);
            pause = Math.min(MOST_PAUSE_MILLIS, 2 * pause);
        }
    }

    private void begin(Connection connection) throws SQLException, StoreUnavailableException {
        Schema.check(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN topicwarden");
        }
        long at = nanos.getAsLong();
        Looks.Look look = Looks.look(connection);
        boolean changed = identities.refreshAll();
        if (!warm) {
            ahead = identities.readAhead(wanted.get());
            warm = true;
        }
        watermark = look.xmin();
        identities.synced(at); // before a policy is told of, by which clients are decided at once
        trusted = true;
        revision = 0;
        taken = 0;
        writtenAt = 0;
        written = Optional.empty();
        revise(connection);
        if (!up) {
            LOG.info("The database answers; following its changes");
        }
        up = true;
        lastFailure = "";
        if (changed) {
            listener.identitiesChanged();
        }
    }

    private void step(Connection connection) throws SQLException, StoreUnavailableException {
        long until = nanos.getAsLong() + POLL_NANOS;
        while (!closed && nanos.getAsLong() < until) {
            Told told = told(connection);
            if (told.policy()) {
                revise(connection);
            }
            if (told.many()) {
                break;
            }
            if (!told.names().isEmpty() && identities.refresh(told.names())) {
                listener.identitiesChanged();
            }
            status(connection);
        }
        poll(connection);
    }

    private void poll(Connection connection) throws SQLException, StoreUnavailableException {
        long at = nanos.getAsLong();
        Looks.Look look = Looks.look(connection);
        boolean changed = identities.refresh(Looks.changedSince(connection, watermark, identities::concerns));
        if (Looks.isPruned(connection, watermark)) {
            LOG.info("The last look is too long ago to know which identities have gone: reading all of them again");
            changed |= identities.refreshAll();
        }
        watermark = look.xmin();
        if (look.revision() != revision) {
            revise(connection);
        }
        OptionalLong release = releaseAt;
        if (!ahead.isEmpty() && release.isPresent() && at - release.getAsLong() >= 0) {
            ahead = List.of();
        }
        changed |= identities.refreshAhead();
        identities.synced(at);
        if (changed) {
            listener.identitiesChanged();
        }
    }

    private void revise(Connection connection) throws SQLException {
        long newest = 0;
        long below = Long.MAX_VALUE;
        for (int tries = 0; tries < MOST_REFUSED; tries++) {
            Optional<PolicyRevision> found = Looks.revision(connection, below);
            if (found.isEmpty()) {
                break;
            }
            long number = found.get().number();
            boolean first = newest == 0;
            newest = first ? number : newest;
            if (newest == revision) {
                return;
            }
            if (number == taken || listener.revision(found.get(), first)) {
                taken = number;
                revision = newest;
                return;
            }
            below = number;
        }
        revision = newest;
        if (taken == 0) {
            listener.noRevision();
        }
    }

    /** What notifications told. */
    private record Told(Set<String> names, boolean many, boolean policy) {}

    private static Told told(Connection connection) throws SQLException {
        Set<String> names = new HashSet<>();
        boolean many = false;
        boolean policy = false;
        PGNotification[] notifications = connection.unwrap(PGConnection.class).getNotifications(LISTEN_MILLIS);
        for (PGNotification notification : notifications == null ? new PGNotification[0] : notifications) {
            String payload = notification.getParameter();
            many |= payload.equals("i*");
            policy |= payload.startsWith("p:");
            if (payload.startsWith("i:")) {
                names.add(payload.substring(2));
            }
        }
        return new Told(names, many, policy);
    }

    /** Says in the database what is in force here. A database that takes no writes is no reason to stop reading it. */
    private void status(Connection connection) {
        BrokerStatus now = listener.status();
        if (written.equals(Optional.of(now)) && nanos.getAsLong() - writtenAt < STATUS_NANOS) {
            return;
        }
        written = Optional.of(now);
        writtenAt = nanos.getAsLong();
        try (PreparedStatement insert = connection.prepareStatement(STATUS)) {
            insert.setString(1, now.broker());
            insert.setObject(2, now.revision().orElse(null));
            insert.setObject(3, now.refused().orElse(null));
            insert.setString(4, now.because().orElse(null));
            insert.executeUpdate();
        } catch (SQLException e) {
            LOG.warn("The database does not take this broker's status: {}", e.getMessage());
        }
    }

    private void lost(Throwable failure) {
        if (closed) {
            return;
        }
        up = false;
        identities.lost();
        String text = String.valueOf(failure.getMessage());
        if (!text.equals(lastFailure)) {
            lastFailure = text;
            LOG.error("The database cannot be followed; who is in memory goes on: {}", text);
        }
        if (trusted && !identities.isTrusted()) {
            trusted = false;
            LOG.error("THE DATABASE HAS BEEN AWAY FOR LONGER THAN serve-stale-for: every client is refused");
            listener.identitiesChanged();
        }
        listener.unavailable();
    }

    private void pause(long millis) {
        try {
            if (!closed) {
                Thread.sleep(millis);
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
