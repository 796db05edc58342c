/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import io.topicwarden.testing.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The database of a fleet: a real one with the tables in it. */
public final class Database implements AutoCloseable {

    private static final String SETTINGS =
            """
            version: 1
            listeners:
              plain:
                authenticate: password
                client-id: ${username}-*
                plaintext: permitted
            store:
              type: postgres
              url: jdbc:postgresql://127.0.0.1:PORT/postgres?sslmode=disable
              user: USER
            """;

    private static final String POLICY =
            """
            version: 1
            roles:
              device:
                permissions:
                  - allow: [publish, subscribe]
                    topics: TOPIC
            """;

    private final PostgresServer server = PostgresServer.start();

    public Database() {
        server.execute(
                script(),
                "INSERT INTO topicwarden.migration (version) VALUES (1)",
                "CREATE USER broker1 IN ROLE topicwarden_broker",
                "CREATE USER broker2 IN ROLE topicwarden_broker");
    }

    /** The settings of a broker that reaches a database at this port. */
    static String settings(int port, String user) {
        return SETTINGS.replace("PORT", String.valueOf(port)).replace("USER", user);
    }

    /** A policy under which devices may use this topic. */
    static String policy(String topic) {
        return POLICY.replace("TOPIC", topic);
    }

    public PostgresServer server() {
        return server;
    }

    /** Makes a policy the newest one; its number. */
    public long push(String policy) {
        String sql = "INSERT INTO topicwarden.policy_revision (text, sha256, message) VALUES "
                + "(?, encode(sha256(convert_to(?, 'UTF8')), 'hex'), 'by a test') RETURNING revision";
        try (Connection connection = server.connect();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, policy);
            insert.setString(2, policy);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void identity(String name, String hash) {
        server.execute("INSERT INTO topicwarden.identity (name, password, roles) VALUES ('" + name + "', '" + hash
                + "', '{device}') ON CONFLICT (name) DO UPDATE SET enabled = true, roles = excluded.roles");
    }

    public long count(String sql) {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private static String script() {
        try (InputStream in = Database.class.getResourceAsStream("/io/topicwarden/store/postgres/1.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
