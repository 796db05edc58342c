/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.it.broker.Await;
import io.topicwarden.it.broker.Broker;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.broker.Proxy;
import io.topicwarden.it.broker.Saving;
import io.topicwarden.it.client.Client;
import io.topicwarden.it.client.Library;
import io.topicwarden.it.client.Login;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A database that fails in every way that databases have, with a broker in front of it. Each time: who is in memory goes on, who
 * is not is refused with {@code not-ready}, and it heals by itself.
 */
final class FleetFaultsIT {

    private static final Duration LONG = Duration.ofSeconds(40);

    private static final String HASH = Site.HASH.replace("\"", "");
    private static final Site SITE = new Site();

    private static Database database;
    private static Database second;
    private static Proxy wire;
    private static Broker broker;
    private static int strangers;

    @BeforeAll
    static void start() {
        database = new Database();
        second = new Database();
        for (Database one : List.of(database, second)) {
            one.push(Database.policy("news"));
            one.identity("alice", HASH);
        }
        wire = Proxy.to(database.server().port());
        broker = SITE.broker()
                .listeners(Listener.tcp("plain"))
                .sharingNetwork() // as the database is on the loopback address
                .conf("topicwarden.yaml", Database.settings(wire.port(), "broker1"))
                .damaged() // as long as the database is away
                .start();
    }

    @AfterAll
    static void stop() {
        broker.close();
        wire.close();
        second.close();
        database.close();
    }

    /** Alice is in memory before each test. */
    @BeforeEach
    void healthy() {
        database.identity("alice", HASH);
        Await.until("alice", LONG, () -> attempt("alice"));
    }

    @Test
    void database_downAtAFirstStart_everyClientIsRefusedUntilItIsThere() {
        wire.cut();
        try {
            broker.stop();
            Saving.delete(broker.folder().resolve("data/topicwarden/policy-revision"));
            broker.restart();
            assertNotReady("alice");
        } finally {
            wire.mend();
        }
        Await.until("the database's return", LONG, () -> attempt("alice"));
    }

    @Test
    void database_killedUnderLoad_whoIsInMemoryIsNeverRefused() {
        String stranger = stranger();
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> refused = CompletableFuture.supplyAsync(() -> {
            int count = 0;
            while (!over.get()) {
                count += attempt("alice") ? 0 : 1;
            }
            return count;
        });
        try {
            database.server().kill();
            assertNotReady(stranger);
        } finally {
            database.server().resume();
        }
        assertHealsFor(stranger);
        over.set(true);
        assertThat(refused.join()).isZero();
    }

    @Test
    void database_restarted_goesOnAndHeals() {
        String stranger = stranger();
        try (Client client = connected("alice")) {
            database.server().stop();
            try {
                assertFault(client, stranger);
            } finally {
                database.server().resume();
            }
            assertHealsFor(stranger);
            assertFollowed(client, database);
        }
    }

    /** A query takes longer than the broker's own limits. */
    @Test
    void database_thatAnswersAfterFiveSeconds_goesOnAndHeals() {
        String stranger = stranger();
        try (Client client = connected("alice")) {
            wire.slow(Duration.ofSeconds(5));
            try {
                assertFault(client, stranger);
            } finally {
                wire.mend();
            }
            assertHealsFor(stranger);
        }
    }

    @Test
    void database_refusingLogins_goesOnAndHeals() {
        String stranger = stranger();
        try (Client client = connected("alice")) {
            database.server()
                    .execute(
                            "ALTER ROLE broker1 NOLOGIN",
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'broker1'");
            try {
                assertFault(client, stranger);
            } finally {
                database.server().execute("ALTER ROLE broker1 LOGIN");
            }
            assertHealsFor(stranger);
        }
    }

    @Test
    void database_thatLacksItsTables_goesOnAndHeals() {
        String stranger = stranger();
        try (Client client = connected("alice")) {
            database.server().execute("ALTER SCHEMA topicwarden RENAME TO elsewhere");
            try {
                assertFault(client, stranger);
            } finally {
                database.server().execute("ALTER SCHEMA elsewhere RENAME TO topicwarden");
            }
            assertHealsFor(stranger);
        }
    }

    @Test
    void table_lockedBySomebody_goesOnAndHeals() throws Exception {
        String stranger = stranger();
        try (Client client = connected("alice");
                Connection other = database.server().connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE topicwarden.identity IN ACCESS EXCLUSIVE MODE");
            assertFault(client, stranger);
            other.rollback();
            assertHealsFor(stranger);
        }
    }

    /** What a full disk leaves of a database, as far as its readers see. */
    @Test
    void database_thatTakesNoWrites_isReadAllTheSame() {
        String stranger = stranger();
        broker.log().mark();
        database.server().execute("ALTER SYSTEM SET default_transaction_read_only = on", "SELECT pg_reload_conf()");
        try {
            Await.until("a stranger", LONG, () -> attempt(stranger));
            broker.log().await("does not take this broker's status");
        } finally {
            database.server()
                    .execute(
                            "SET default_transaction_read_only = off",
                            "ALTER SYSTEM RESET default_transaction_read_only",
                            "SELECT pg_reload_conf()");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password = '$argon2id$v=19$garbage'",
                "roles = '{device,gone}'",
                "roles = ARRAY[NULL]",
                "attributes = '{\"site\": {\"a\": 1}}'"
            })
    void row_thatIsBroken_concernsItsOwnNameOnly(String broken) {
        String stranger = stranger();
        database.server().execute("UPDATE topicwarden.identity SET " + broken + " WHERE name = '" + stranger + "'");

        assertNotReady(stranger);
        assertThat(attempt("alice")).isTrue();
        database.server()
                .execute("UPDATE topicwarden.identity SET password = '" + HASH
                        + "', roles = '{device}', attributes = '{}' WHERE name = '" + stranger + "'");
        assertHealsFor(stranger);
    }

    @Test
    void database_failedOverBehindItsAddress_isFollowed() {
        try (Client client = connected("alice")) {
            wire.lead(second.server().port());
            try {
                assertFollowed(client, second);
            } finally {
                wire.lead(database.server().port());
            }
            assertFollowed(client, database);
        }
    }

    @Test
    void settings_ofADatabaseThatDoesNotAnswer_changeNothing() {
        try (Client client = connected("alice")) {
            broker.log().mark();
            save(Database.settings(1, "broker1"));
            broker.log().await("no-policy-revision");

            assertFollowed(client, database);
            assertThat(attempt(stranger())).isTrue();
            broker.log().mark();
            save(Database.settings(wire.port(), "broker1"));
            broker.log().await("again what is in force");
            assertFollowed(client, database);
        }
    }

    @Test
    void settings_ofAnotherDatabase_takeOverWithoutDisconnectingAnybody() {
        try (Client client = connected("alice")) {
            broker.log().mark();
            save(Database.settings(second.server().port(), "broker1"));
            broker.log().await("Policy in force");
            try {
                assertFollowed(client, second);
            } finally {
                broker.log().mark();
                save(Database.settings(wire.port(), "broker1"));
                broker.log().await("Policy in force");
            }
            assertFollowed(client, database);
        }
    }

    @Test
    void files_thatAreNotLookedAt_areNamedInTheLog() {
        broker.log().mark();
        broker.restart();

        broker.log().await("is not looked at", "conf/policy.yaml", "conf/identities.yaml");
    }

    /** What a device can send for a name. */
    @ParameterizedTest
    @ValueSource(
            strings = {"'; DROP TABLE topicwarden.identity; --", "{\"a\",NULL}", "\\x00", "%", "alice ", "ALICE", "{}"})
    void name_ofOddCharacters_isNobodys(String name) {
        assertThat(Site.refused(broker, Library.HIVEMQ_5, Site.user(broker, "plain", name, name + "-" + strangers++))
                        .reason())
                .isEqualTo("unknown-identity");
        assertThat(attempt("alice")).isTrue();
    }

    @Test
    void name_longerThanTheTableTakes_isNobodys() {
        String name = "x".repeat(20_000);

        assertThat(Site.refused(broker, Library.HIVEMQ_5, Site.user(broker, "plain", name, "short"))
                        .reason())
                .isEqualTo("unknown-identity");
        assertThat(attempt(stranger())).isTrue();
    }

    /** Who is in memory may connect and goes on; who is not is refused. */
    private static void assertFault(Client client, String stranger) {
        assertNotReady(stranger);
        assertThat(attempt("alice")).isTrue();
        assertThat(client.subscribe("news", 1).accepted()).isTrue();
    }

    private static void assertNotReady(String name) {
        assertThat(Site.refused(broker, Library.HIVEMQ_5, user(name)).reason()).isEqualTo("not-ready");
    }

    private static void assertHealsFor(String stranger) {
        Await.until("the return for " + stranger, LONG, () -> attempt(stranger));
    }

    /** The connection has stood, and what this database says of its identity counts. */
    private static void assertFollowed(Client client, Database followed) {
        followed.server().execute("UPDATE topicwarden.identity SET roles = '{}' WHERE name = 'alice'");
        Await.until("the role's withdrawal", LONG, () -> !subscribes(client));
        followed.identity("alice", HASH);
        Await.until("the role's return", LONG, () -> subscribes(client));
    }

    private static boolean subscribes(Client client) {
        assertThat(client.connected()).isTrue();
        return client.subscribe("news", 1).accepted();
    }

    /** An identity that is in the database and not in memory. */
    private static String stranger() {
        String name = "stranger" + strangers++;
        database.identity(name, HASH);
        return name;
    }

    private static boolean attempt(String name) {
        return Site.attempt(Library.HIVEMQ_5, user(name)).accepted();
    }

    private static Client connected(String name) {
        return Site.connected(Library.HIVEMQ_5, user(name));
    }

    private static synchronized Login user(String name) {
        return Site.user(broker, "plain", name, name + "-" + strangers++);
    }

    private static void save(String settings) {
        Saving.RENAME_INTO_PLACE.save(broker.conf().resolve("topicwarden.yaml"), settings);
    }
}
