/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.postgres;

import io.topicwarden.policy.Identity;
import io.topicwarden.policy.PasswordHash;
import io.topicwarden.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Identities on their way into the database by COPY, in one transaction. */
public final class IdentityImport {

    /** How a row gives way to a newer one of its name. */
    static final String ON_CONFLICT = "ON CONFLICT (name) DO UPDATE SET password = excluded.password, "
            + "roles = excluded.roles, attributes = excluded.attributes, enabled = excluded.enabled";

    private static final int MOST_TWICE = 100;

    private final Connection connection;
    private final CopyIn copy;

    private IdentityImport(Connection connection, CopyIn copy) {
        this.connection = connection;
        this.copy = copy;
    }

    static IdentityImport begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE incoming (name text COLLATE \"C\", password text, "
                    + "roles text[], attributes jsonb, enabled boolean, line integer) ON COMMIT DROP");
        }
        return new IdentityImport(
                connection,
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY incoming (name, password, roles, attributes, enabled, line) FROM STDIN"));
    }

    /** Adds one. */
    public void add(Identity identity) throws StoreUnavailableException {
        String line = String.join(
                        "\t",
                        escaped(identity.name()),
                        identity.password()
                                .map(PasswordHash::encoded)
                                .map(IdentityImport::escaped)
                                .orElse("\\N"),
                        escaped(array(identity)),
                        escaped(AttributesJson.of(identity.attributes())),
                        identity.enabled() ? "t" : "f",
                        String.valueOf(identity.span().line()))
                + "\n";
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException e) {
            throw PostgresTool.failure(e);
        }
    }

    /** A name that was added more than once. */
    public record Twice(String name, int first, int second) {}

    /** Says that all of them have been added. */
    public void end() throws StoreUnavailableException {
        try (Statement statement = connection.createStatement()) {
            copy.endCopy();
            statement.execute("ANALYZE incoming");
        } catch (SQLException e) {
            throw PostgresTool.failure(e);
        }
    }

    /** The first names that were added more than once, by their lines. */
    public List<Twice> twice() throws StoreUnavailableException {
        try (Statement statement = connection.createStatement()) {
            List<Twice> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("SELECT name, min(line), (array_agg(line ORDER BY line))[2] "
                    + "FROM incoming GROUP BY name HAVING count(*) > 1 ORDER BY 3 LIMIT " + MOST_TWICE)) {
                while (rows.next()) {
                    found.add(new Twice(rows.getString(1), rows.getInt(2), rows.getInt(3)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw PostgresTool.failure(e);
        }
    }

    /** Puts all of them in force; how many there were. Fails if a name is among them twice. */
    public long commit() throws StoreUnavailableException {
        try (Statement statement = connection.createStatement()) {
            long written = statement.executeLargeUpdate(
                    "INSERT INTO topicwarden.identity (name, password, roles, attributes, enabled) "
                            + "SELECT name, password, roles, attributes, enabled FROM incoming "
                            + ON_CONFLICT);
            connection.commit();
            connection.setAutoCommit(true);
            return written;
        } catch (SQLException e) {
            throw PostgresTool.failure(e);
        }
    }

    private static String array(Identity identity) {
        return identity.roles().stream()
                .sorted()
                .map(role -> '"' + role.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** As COPY's text format wants it. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
