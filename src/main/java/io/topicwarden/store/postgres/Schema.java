/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.postgres;

import io.topicwarden.store.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables, and the numbered steps that make them. Steps only ever go forward, and only when somebody asks. */
final class Schema {

    /** The version that this program needs. */
    static final int VERSION = 1;

    private Schema() {}

    /** The version that the database has, 0 if there is none. */
    static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet there = statement.executeQuery("SELECT to_regclass('topicwarden.migration') IS NOT NULL")) {
                if (!there.next() || !there.getBoolean(1)) {
                    return 0;
                }
            }
            try (ResultSet found =
                    statement.executeQuery("SELECT coalesce(max(version), 0) FROM topicwarden.migration")) {
                return found.next() ? found.getInt(1) : 0;
            }
        }
    }

    /** @throws StoreUnavailableException if the database has another version than this program needs */
    static void check(Connection connection) throws SQLException, StoreUnavailableException {
        int found = version(connection);
        if (found != VERSION) {
            throw new StoreUnavailableException("the database has version " + found + " of the tables and " + VERSION
                    + " is needed; run `topicwarden store init`"
                    + (found > VERSION ? " of the newer release, and update this broker" : ""));
        }
    }

    /** Brings the tables up to date; the number of steps that were needed. All of it happens or nothing. */
    static int migrate(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        int from = version(connection);
        for (int version = from + 1; version <= VERSION; version++) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(script(version));
            }
            try (PreparedStatement note =
                    connection.prepareStatement("INSERT INTO topicwarden.migration (version) VALUES (?)")) {
                note.setInt(1, version);
                note.executeUpdate();
            }
        }
        connection.commit();
        return Math.max(0, VERSION - from);
    }

    private static String script(int version) {
        try (InputStream in = Schema.class.getResourceAsStream(version + ".sql")) {
            if (in == null) {
                throw new IllegalStateException("step " + version + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("step " + version + " cannot be read", e);
        }
    }
}
