/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.postgres;

import io.topicwarden.policy.Identity;
import io.topicwarden.policy.PasswordHash;
import io.topicwarden.policy.PatternSyntaxException;
import io.topicwarden.policy.SourceSpan;
import io.topicwarden.store.IdentityState;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads rows of {@code topicwarden.identity}. A row that cannot be read spoils itself and no other. */
final class IdentityRows {

    /** What a name has at most, in bytes of UTF-8, as the table says. */
    static final int LONGEST_NAME = 1024;

    private static final String SELECT = "SELECT name, password, roles, attributes::text, enabled "
            + "FROM topicwarden.identity WHERE name = ANY (?)";
    private static final String UPSERT = "INSERT INTO topicwarden.identity "
            + "(name, password, roles, attributes, enabled) VALUES (?, ?, ?, ?::jsonb, ?) "
            + IdentityImport.ON_CONFLICT;
    private static final IdentityState ABSENT = new IdentityState.Absent();

    private IdentityRows() {}

    /** What the database says of each of these names. */
    static Map<String, IdentityState> read(Connection connection, Collection<String> names) throws SQLException {
        Map<String, IdentityState> states = new HashMap<>();
        names.forEach(name -> states.put(name, ABSENT));
        String[] possible = names.stream().filter(IdentityRows::canBeName).toArray(String[]::new);
        if (possible.length == 0) {
            return states;
        }
        Array array = connection.createArrayOf("text", possible);
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setArray(1, array);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    states.put(rows.getString(1), state(rows));
                }
            }
        } finally {
            array.free();
        }
        return states;
    }

    /** Writes an identity in place of what is there under its name. */
    static void write(Connection connection, Identity identity) throws SQLException {
        Array roles = connection.createArrayOf(
                "text", identity.roles().stream().sorted().toArray(String[]::new));
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            upsert.setString(1, identity.name());
            upsert.setString(2, identity.password().map(PasswordHash::encoded).orElse(null));
            upsert.setArray(3, roles);
            upsert.setString(4, AttributesJson.of(identity.attributes()));
            upsert.setBoolean(5, identity.enabled());
            upsert.executeUpdate();
        } finally {
            roles.free();
        }
    }

    /** Whether the table can hold such a name: others are nobody's, and some of them cannot even be asked about. */
    private static boolean canBeName(String name) {
        return !name.isEmpty() && name.length() <= LONGEST_NAME && StorableText.isStorable(name);
    }

    private static IdentityState state(ResultSet row) throws SQLException {
        String name = row.getString(1);
        try {
            Optional<String> password = Optional.ofNullable(row.getString(2));
            return new IdentityState.Present(new Identity(
                    name,
                    password.isPresent() ? Optional.of(PasswordHash.parse(password.get())) : Optional.empty(),
                    Set.copyOf(Arrays.asList((String[]) row.getArray(3).getArray())),
                    AttributesJson.parse(row.getString(4)),
                    row.getBoolean(5),
                    SourceSpan.startOf("postgres")));
        } catch (PatternSyntaxException | IOException | RuntimeException e) {
            // The text of the exception could hold parts of the password.
            return new IdentityState.Unusable("the row of identity `" + name + "` cannot be read: "
                    + (e instanceof PatternSyntaxException fault ? fault.problem() : "its roles or attributes"));
        }
    }
}
