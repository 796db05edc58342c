/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.postgres;

import io.topicwarden.policy.Identity;
import io.topicwarden.policy.PasswordHash;
import io.topicwarden.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Identities on their way into the database by COPY, in one transaction. */
public final class IdentityImport {

    /** How a row gives way to a newer one of its name. */
    static final String ON_CONFLICT = "ON CONFLICT (name) DO UPDATE SET password = excluded.password, "
            + "roles = excluded.roles, attributes = excluded.attributes, enabled = excluded.enabled";

    private final Connection connection;
    private final CopyIn copy;

    private IdentityImport(Connection connection, CopyIn copy) {
        this.connection = connection;
        this.copy = copy;
    }

    static IdentityImport begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE incoming (name text, password text, roles text[], "
                    + "attributes jsonb, enabled boolean) ON COMMIT DROP");
        }
        return new IdentityImport(
                connection,
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY incoming (name, password, roles, attributes, enabled) FROM STDIN"));
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
                        identity.enabled() ? "t" : "f")
                + "\n";
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException e) {
            throw PostgresTool.failure(e);
        }
    }

    /** Puts all of them in force; how many there were. */
    public long commit() throws StoreUnavailableException {
        try (Statement statement = connection.createStatement()) {
            copy.endCopy();
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
