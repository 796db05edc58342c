/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.postgres;

import io.topicwarden.store.PolicyRevision;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What the database is asked in order to find what has changed, see {@link ChangeFeed}. */
final class Looks {

    private static final int FETCH = 1_000;

    private static final String LOOK = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text, "
            + "(SELECT coalesce(max(revision), 0) FROM topicwarden.policy_revision)";
    private static final String CHANGED = "SELECT name FROM topicwarden.identity WHERE changed >= ?::xid8 "
            + "UNION ALL SELECT name FROM topicwarden.identity_gone WHERE changed >= ?::xid8";
    private static final String PRUNED = "SELECT changed >= ?::xid8 FROM topicwarden.identity_pruned";
    private static final String NEWEST = "SELECT revision, text, sha256 FROM topicwarden.policy_revision "
            + "WHERE revision < ? ORDER BY revision DESC LIMIT 1";

    private Looks() {}

    /** What one look at the database shows: the oldest transaction still running, and the newest revision. */
    record Look(String xmin, long revision) {}

    static Look look(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LOOK);
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("no answer");
            }
            return new Look(row.getString(1), row.getLong(2));
        }
    }

    /** The names among these that transactions from this one on have written or deleted. */
    static Set<String> changedSince(Connection connection, String xmin, Predicate<String> concerned)
            throws SQLException {
        Set<String> names = new HashSet<>();
        connection.setAutoCommit(false); // else the driver reads a million names at once
        try (PreparedStatement select = connection.prepareStatement(CHANGED)) {
            select.setFetchSize(FETCH);
            select.setString(1, xmin);
            select.setString(2, xmin);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    String name = rows.getString(1);
                    if (concerned.test(name)) {
                        names.add(name);
                    }
                }
            }
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
        return names;
    }

    /**
     * Whether names of deleted identities have been pruned that a look from this transaction on would have found. Asked after
     * the look, so that it knows of whatever the look could not see any more.
     */
    static boolean isPruned(Connection connection, String xmin) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PRUNED)) {
            select.setString(1, xmin);
            try (ResultSet row = select.executeQuery()) {
                return !row.next() || row.getBoolean(1);
            }
        }
    }

    /** The newest revision that is older than this one. */
    static Optional<PolicyRevision> revision(Connection connection, long below) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEWEST)) {
            select.setLong(1, below);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new PolicyRevision(row.getLong(1), row.getString(2), row.getString(3)))
                        : Optional.empty();
            }
        }
    }
}
