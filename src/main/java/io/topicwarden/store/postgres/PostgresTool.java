/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.postgres;

import io.topicwarden.policy.Identity;
import io.topicwarden.policy.StoreSettings;
import io.topicwarden.store.IdentityState;
import io.topicwarden.store.PolicyRevision;
import io.topicwarden.store.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The database of a fleet as the command-line tool uses it. */
public final class PostgresTool implements AutoCloseable {

    /** A revision without its text. */
    public record Entry(long revision, String sha256, String author, String message, String created) {}

    /** What a broker has said of itself. */
    public record Seen(
            String broker,
            Optional<Long> revision,
            Optional<Long> refused,
            Optional<String> because,
            String lastSeen) {}

    private final Connection connection;

    private PostgresTool(Connection connection) {
        this.connection = connection;
    }

    /** Connects, and checks the tables unless they are about to be made. */
    public static PostgresTool open(StoreSettings.Postgres settings, Path conf, boolean checked)
            throws StoreUnavailableException {
        try {
            Connection connection = Connector.patient(
                            settings.url(), settings.user(), () -> PostgresStore.password(settings, conf))
                    .getConnection();
            if (checked) {
                Schema.check(connection);
            }
            return new PostgresTool(connection);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Makes the tables, or brings them up to date; how many steps that took. */
    public int init() throws StoreUnavailableException {
        try {
            return Schema.migrate(connection);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Adds a revision; its number. */
    public long push(String text, String sha256, String author, String message) throws StoreUnavailableException {
        String sql = "INSERT INTO topicwarden.policy_revision (text, sha256, author, message) VALUES (?, ?, ?, ?) "
                + "RETURNING revision";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, text);
            insert.setString(2, sha256);
            insert.setString(3, author);
            insert.setString(4, message);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** A revision, or the newest. */
    public Optional<PolicyRevision> revision(Optional<Long> number) throws StoreUnavailableException {
        String sql = "SELECT revision, text, sha256 FROM topicwarden.policy_revision "
                + "WHERE ?::bigint IS NULL OR revision = ?::bigint ORDER BY revision DESC LIMIT 1";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, number.orElse(null));
            select.setObject(2, number.orElse(null));
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new PolicyRevision(row.getLong(1), row.getString(2), row.getString(3)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** The revisions, the newest first. */
    public List<Entry> history() throws StoreUnavailableException {
        String sql = "SELECT revision, sha256, author, message, to_char(created AT TIME ZONE 'UTC', "
                + "'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') FROM topicwarden.policy_revision ORDER BY revision DESC";
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            List<Entry> entries = new ArrayList<>();
            while (rows.next()) {
                entries.add(new Entry(
                        rows.getLong(1), rows.getString(2), rows.getString(3), rows.getString(4), rows.getString(5)));
            }
            return entries;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** What the brokers have said of themselves. */
    public List<Seen> brokers() throws StoreUnavailableException {
        String sql = "SELECT broker, revision, refused_revision, refused_because, "
                + "to_char(last_seen AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') "
                + "FROM topicwarden.broker_status ORDER BY broker";
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            List<Seen> seen = new ArrayList<>();
            while (rows.next()) {
                seen.add(new Seen(
                        rows.getString(1),
                        Optional.ofNullable(rows.getObject(2, Long.class)),
                        Optional.ofNullable(rows.getObject(3, Long.class)),
                        Optional.ofNullable(rows.getString(4)),
                        rows.getString(5)));
            }
            return seen;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** What the database holds under a name. */
    public IdentityState identity(String name) throws StoreUnavailableException {
        try {
            return IdentityRows.read(connection, List.of(name)).getOrDefault(name, new IdentityState.Absent());
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Likewise, and nobody else changes it until {@link #put}, or until this is closed. */
    public IdentityState identityToChange(String name) throws StoreUnavailableException {
        try {
            connection.setAutoCommit(false);
            try (PreparedStatement lock =
                    connection.prepareStatement("SELECT FROM topicwarden.identity WHERE name = ? FOR UPDATE")) {
                lock.setString(1, name);
                lock.execute();
            }
            return identity(name);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Writes an identity in place of what is there under its name, and commits. */
    public void put(Identity identity) throws StoreUnavailableException {
        try {
            IdentityRows.write(connection, identity);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Lets an identity connect, or no longer; whether there is such an identity. */
    public boolean enable(String name, boolean enabled) throws StoreUnavailableException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE topicwarden.identity SET enabled = ? WHERE name = ?")) {
            update.setBoolean(1, enabled);
            update.setString(2, name);
            return update.executeUpdate() > 0;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Writes many identities; those that are there are replaced. All of them or none. */
    public IdentityImport importing() throws StoreUnavailableException {
        try {
            return IdentityImport.begin(connection);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    static StoreUnavailableException failure(SQLException e) {
        return new StoreUnavailableException("the database refused: " + e.getMessage(), e);
    }

    @Override
    public void close() throws StoreUnavailableException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(e);
        }
    }
}
