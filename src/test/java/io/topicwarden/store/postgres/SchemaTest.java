/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.topicwarden.store.IdentityState;
import io.topicwarden.store.StoreUnavailableException;
import io.topicwarden.testing.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SchemaTest {

    private static final String REVISION = "INSERT INTO topicwarden.policy_revision (text, sha256, message) "
            + "SELECT t, encode(sha256(convert_to(t, 'UTF8')), 'hex'), 'm' FROM (SELECT 'version: 1'::text AS t) AS x";

    @SuppressWarnings("NullAway.Init")
    private static PostgresServer server;

    @BeforeAll
    static void start() throws SQLException {
        server = PostgresServer.start();
        try (Connection connection = server.connect()) {
            assertThatThrownBy(() -> Schema.check(connection)).isInstanceOf(StoreUnavailableException.class);
            assertThat(Schema.migrate(connection)).isEqualTo(Schema.VERSION);
        }
        server.execute(
                "CREATE USER broker1 IN ROLE topicwarden_broker",
                "CREATE USER broker2 IN ROLE topicwarden_broker",
                "CREATE USER tool1 IN ROLE topicwarden_tool",
                REVISION);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void migrate_again_changesNothing() throws SQLException, StoreUnavailableException {
        try (Connection connection = server.connect()) {
            assertThat(Schema.migrate(connection)).isZero();
            Schema.check(connection);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO topicwarden.identity (name) VALUES ('x')",
                "UPDATE topicwarden.identity SET enabled = true",
                "DELETE FROM topicwarden.identity",
                REVISION,
                "INSERT INTO topicwarden.broker_status (broker, login) VALUES ('b', 'broker2')",
                "CREATE TABLE topicwarden.mine (x int)",
                "DELETE FROM topicwarden.broker_status",
                "UPDATE topicwarden.identity_pruned SET changed = '0'",
                "SELECT topicwarden.prune_gone()"
            })
    void broker_writingAnythingButItsOwnStatus_isRefused(String sql) {
        assertThatThrownBy(() -> execute("broker1", sql)).hasMessageContaining("permission denied");
    }

    @Test
    void broker_readsListensAndWritesItsOwnStatus() {
        assertThatCode(() -> {
                    execute("broker1", "SELECT * FROM topicwarden.identity");
                    execute("broker1", "SELECT * FROM topicwarden.policy_revision");
                    execute("broker1", "LISTEN topicwarden");
                    execute("broker1", "INSERT INTO topicwarden.broker_status (broker, revision) VALUES ('b1', 1)");
                    execute("broker1", "UPDATE topicwarden.broker_status SET revision = 2 WHERE broker = 'b1'");
                })
                .doesNotThrowAnyException();
    }

    @Test
    void broker_writingAnothersStatus_changesNothing() throws SQLException {
        execute("broker1", "INSERT INTO topicwarden.broker_status (broker, revision) VALUES ('theirs', 1)");

        assertThat(execute("broker2", "UPDATE topicwarden.broker_status SET revision = 9 WHERE broker = 'theirs'"))
                .isZero();
    }

    @Test
    void tool_writesIdentitiesAndRevisions() {
        assertThatCode(() -> {
                    execute("tool1", "INSERT INTO topicwarden.identity (name) VALUES ('t1')");
                    execute("tool1", "UPDATE topicwarden.identity SET enabled = false WHERE name = 't1'");
                    execute("tool1", "DELETE FROM topicwarden.identity WHERE name = 't1'");
                    execute("tool1", REVISION);
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE topicwarden.policy_revision SET message = 'x'",
                "DELETE FROM topicwarden.policy_revision",
                "TRUNCATE topicwarden.policy_revision",
                "TRUNCATE topicwarden.identity"
            })
    void anybody_changingTheHistory_isRefused(String sql) {
        assertThatThrownBy(() -> execute("admin", sql)).hasMessageContaining("is not permitted");
    }

    @Test
    void identity_renamed_isRefused() throws SQLException {
        execute("admin", "INSERT INTO topicwarden.identity (name) VALUES ('renamed')");

        assertThatThrownBy(() -> execute("admin", "UPDATE topicwarden.identity SET name = 'x' WHERE name = 'renamed'"))
                .hasMessageContaining("keeps its name");
    }

    @Test
    void deletion_longAfterOthers_prunesTheirNamesAndSaysUpToWhere() throws SQLException {
        execute("admin", "INSERT INTO topicwarden.identity (name) VALUES ('gone1'), ('gone2'), ('kept')");
        execute("admin", "DELETE FROM topicwarden.identity WHERE name IN ('gone1', 'gone2')");
        execute("admin", "UPDATE topicwarden.identity_gone SET at = now() - interval '2 days'");
        long changed = number("SELECT max(changed)::text::bigint FROM topicwarden.identity_gone");

        execute("tool1", "DELETE FROM topicwarden.identity WHERE name = 'kept'");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (number("SELECT count(*) FROM topicwarden.identity_gone WHERE name LIKE 'gone_'") > 0) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline); // the server's own work may be in the way
            execute("tool1", "DELETE FROM topicwarden.identity WHERE name = 'kept'");
        }

        assertThat(number("SELECT count(*) FROM topicwarden.identity_gone WHERE name = 'kept'"))
                .isEqualTo(1);
        assertThat(number("SELECT changed::text::bigint FROM topicwarden.identity_pruned"))
                .isEqualTo(changed);
    }

    @Test
    void deletion_whileAnOlderTransactionRuns_prunesNothingThatItsLookMayNeed() throws SQLException {
        try (Connection older = server.connect();
                Statement statement = older.createStatement()) {
            older.setAutoCommit(false);
            statement.execute("SELECT pg_current_xact_id()");
            execute("admin", "INSERT INTO topicwarden.identity (name) VALUES ('gone3'), ('gone4')");
            execute("admin", "DELETE FROM topicwarden.identity WHERE name = 'gone3'");
            execute("admin", "UPDATE topicwarden.identity_gone SET at = now() - interval '2 days'");

            execute("tool1", "DELETE FROM topicwarden.identity WHERE name = 'gone4'");
        }
        assertThat(number("SELECT count(*) FROM topicwarden.identity_gone WHERE name = 'gone3'"))
                .isEqualTo(1);
    }

    @Test
    void read_goodBrokenAndMissingRows_eachForItself() throws SQLException {
        execute(
                "admin",
                "INSERT INTO topicwarden.identity (name, password, attributes) VALUES ('good', null, '{\"a\": [\"1\"]}'), "
                        + "('hash', 'secret', '{}'), ('deep', null, '{\"a\": {}}')");
        try (Connection connection = server.connect()) {
            var read = IdentityRows.read(connection, List.of("good", "hash", "deep", "nobody", "a\0b", "\uD800", ""));

            assertThat(read).hasSize(7);
            assertThat(read.get("good")).isInstanceOf(IdentityState.Present.class);
            assertThat(read.get("hash")).isInstanceOf(IdentityState.Unusable.class);
            assertThat(String.valueOf(read.get("hash"))).doesNotContain("secret");
            assertThat(read.get("deep")).isInstanceOf(IdentityState.Unusable.class);
            assertThat(read.get("nobody")).isInstanceOf(IdentityState.Absent.class);
            assertThat(read.get("a\0b")).isInstanceOf(IdentityState.Absent.class);
            assertThat(read.get("\uD800")).isInstanceOf(IdentityState.Absent.class);
        }
    }

    private static long number(String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private static int execute(String user, String sql) throws SQLException {
        try (Connection connection = server.connect(user);
                Statement statement = connection.createStatement()) {
            return statement.execute(sql) ? 0 : statement.getUpdateCount();
        }
    }
}
