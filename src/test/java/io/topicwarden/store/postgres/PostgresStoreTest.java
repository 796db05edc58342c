/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.topicwarden.policy.StoreSettings;
import io.topicwarden.store.IdentitySlot;
import io.topicwarden.store.IdentityState;
import io.topicwarden.store.PolicyRevision;
import io.topicwarden.store.StoreUnavailableException;
import io.topicwarden.testing.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store against a real database that goes away and comes back. */
final class PostgresStoreTest {

    private static final long SECONDS = 20;

    @SuppressWarnings("NullAway.Init")
    private static PostgresServer server;

    private final BlockingQueue<Long> revisions = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> loads = new LinkedBlockingQueue<>();
    private final LongAdder failures = new LongAdder();
    private final BlockingQueue<Boolean> changes = new LinkedBlockingQueue<>();

    @SuppressWarnings("NullAway.Init")
    private PostgresStore store;

    @BeforeAll
    static void install() throws SQLException {
        server = PostgresServer.start();
        try (Connection connection = server.connect()) {
            Schema.migrate(connection);
        }
        server.execute("CREATE USER broker1 IN ROLE topicwarden_broker");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        server.execute("DELETE FROM topicwarden.identity", "INSERT INTO topicwarden.identity (name) VALUES ('a')");
        store = open(Duration.ofHours(1));
        await(store::isUp);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void load_presentAndAbsent_atHandAfterwards() throws Exception {
        assertThat(store.identities().atHand("a")).isEmpty();

        assertThat(load("a").state()).isInstanceOf(IdentityState.Present.class);
        assertThat(load("nobody").state()).isInstanceOf(IdentityState.Absent.class);
        assertThat(store.identities().atHand("a")).isPresent();
    }

    @Test
    void load_ofTwoNames_bothTimed() throws Exception {
        load("a");
        load("nobody");

        assertThat(loads).hasSize(2).allMatch(nanos -> nanos > 0);
    }

    /** What notifications carry is bounded: they take no more than 8000 bytes. */
    @Test
    void change_ofTheLongestName_toldAndSeen() throws Exception {
        String longest = "ü".repeat(512);
        IdentitySlot slot = load(longest);

        server.execute("INSERT INTO topicwarden.identity (name) VALUES ('" + longest + "')");

        await(() -> slot.state() instanceof IdentityState.Present);
        assertThatThrownBy(() -> server.execute("INSERT INTO topicwarden.identity (name) VALUES (repeat('x', 9000))"))
                .hasMessageContaining("violates check constraint");
    }

    /** Anybody who may log in to the database may notify. */
    @Test
    void notifications_ofNobodysMaking_changeNothing() throws Exception {
        IdentitySlot slot = load("a");

        server.execute(
                "NOTIFY topicwarden",
                "NOTIFY topicwarden, 'i:'",
                "NOTIFY topicwarden, 'i:" + "a,".repeat(3500) + "'",
                "NOTIFY topicwarden, 'p:-1; DROP TABLE x'",
                "NOTIFY topicwarden, 'i*'",
                "UPDATE topicwarden.identity SET enabled = false WHERE name = 'a'");

        await(() -> slot.state() instanceof IdentityState.Present now
                && !now.identity().enabled());
        assertThat(store.isUp()).isTrue();
    }

    /** As if the broker had stood still for a day: rows that its next look would have found have been pruned meanwhile. */
    @Test
    void change_byADeletionThatIsPruned_seen() throws Exception {
        IdentitySlot slot = load("a");
        server.execute(
                "ALTER TABLE topicwarden.identity DISABLE TRIGGER tell_deleted",
                "BEGIN; DELETE FROM topicwarden.identity WHERE name = 'a'; "
                        + "UPDATE topicwarden.identity_pruned SET changed = pg_current_xact_id(); COMMIT",
                "ALTER TABLE topicwarden.identity ENABLE TRIGGER tell_deleted");

        await(() -> slot.state() instanceof IdentityState.Absent);
    }

    @Test
    void change_ofAHeldIdentity_toldAndSeen() throws Exception {
        IdentitySlot slot = load("a");

        server.execute("UPDATE topicwarden.identity SET enabled = false WHERE name = 'a'");

        await(() -> slot.state() instanceof IdentityState.Present now
                && !now.identity().enabled());
        assertThat(changes.poll(SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void change_byDeletion_seen() throws Exception {
        IdentitySlot slot = load("a");

        server.execute("DELETE FROM topicwarden.identity WHERE name = 'a'");

        await(() -> slot.state() instanceof IdentityState.Absent);
    }

    @Test
    void change_ofANameThatNobodyHad_seen() throws Exception {
        IdentitySlot slot = load("newcomer");

        server.execute("INSERT INTO topicwarden.identity (name) VALUES ('newcomer')");

        await(() -> slot.state() instanceof IdentityState.Present);
    }

    /** The trigger is switched off, as if a pooler swallowed what it says. */
    @Test
    void change_thatIsNotTold_foundByThePoll() throws Exception {
        IdentitySlot slot = load("a");

        server.execute(
                "ALTER TABLE topicwarden.identity DISABLE TRIGGER tell_updated",
                "UPDATE topicwarden.identity SET enabled = false WHERE name = 'a'",
                "ALTER TABLE topicwarden.identity ENABLE TRIGGER tell_updated");

        await(() -> slot.state() instanceof IdentityState.Present now
                && !now.identity().enabled());
    }

    /** A transaction that began before others and is committed after them has the smaller number, and is not missed. */
    @Test
    void change_committedLate_foundByThePoll() throws Exception {
        IdentitySlot slot = load("a");
        server.execute("ALTER TABLE topicwarden.identity DISABLE TRIGGER tell_updated");
        try (Connection slow = server.connect();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("UPDATE topicwarden.identity SET enabled = false WHERE name = 'a'");
            server.execute("INSERT INTO topicwarden.identity (name) VALUES ('b'), ('c')");
            long polled = store.misses();
            IdentitySlot later = load("b");
            server.execute("DELETE FROM topicwarden.identity WHERE name = 'b'");
            await(() -> later.state() instanceof IdentityState.Absent && store.misses() >= polled);
            slow.commit();
        } finally {
            server.execute("ALTER TABLE topicwarden.identity ENABLE TRIGGER tell_updated");
        }

        await(() -> slot.state() instanceof IdentityState.Present now
                && !now.identity().enabled());
    }

    @Test
    void revision_pushed_told() throws Exception {
        push("version: 1\n# " + System.nanoTime());

        assertThat(revisions.poll(SECONDS, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void revision_refused_theOneBeforeItIsTold() throws Exception {
        push("version: 1\n# valid " + System.nanoTime());
        push("version: 1\n# invalid " + System.nanoTime());
        BlockingQueue<Long> told = new LinkedBlockingQueue<>();

        try (PostgresStore second = open(Duration.ofHours(1), told)) {
            await(second::isUp);

            long newest = count("SELECT max(revision) FROM topicwarden.policy_revision");
            assertThat(told).containsExactly(newest, newest - 1);
        }
    }

    @Test
    void status_isWritten() throws Exception {
        await(() ->
                count("SELECT count(*) FROM topicwarden.broker_status WHERE broker = 'b1' AND login = 'broker1'") == 1);
    }

    @Test
    void database_killed_whoIsInMemoryGoesOnAndOthersAreRefusedUntilItIsBack() throws Exception {
        IdentitySlot slot = load("a");
        server.kill();
        try {
            await(() -> !store.isUp());
            assertThat(store.identities().atHand("a")).contains(slot);
            assertThatThrownBy(() -> load("other")).hasRootCauseInstanceOf(Exception.class);
        } finally {
            server.resume();
        }
        server.execute("UPDATE topicwarden.identity SET enabled = false WHERE name = 'a'");

        await(() -> slot.state() instanceof IdentityState.Present now
                && !now.identity().enabled());
        assertThat(load("other").state()).isInstanceOf(IdentityState.Absent.class);
    }

    @Test
    void database_paused_loadsFailInTimeAndItHeals() throws Exception {
        IdentitySlot slot = load("a");
        server.pause();
        try {
            assertThatThrownBy(() -> load("other")).isInstanceOf(Exception.class);
            assertThat(store.identities().atHand("a")).contains(slot);
        } finally {
            server.unpause();
        }

        await(() -> store.isUp());
        await(() -> isLoaded("other"));
    }

    @Test
    void database_tableLocked_loadsFailInTimeAndItHeals() throws Exception {
        try (Connection other = server.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE topicwarden.identity IN ACCESS EXCLUSIVE MODE");
            assertThatThrownBy(() -> load("other")).isInstanceOf(Exception.class);
        }

        await(() -> isLoaded("other"));
    }

    @Test
    void database_takingNoWrites_isReadAllTheSame() throws Exception {
        server.execute("ALTER USER broker1 SET default_transaction_read_only = on");
        try (PostgresStore second = open(Duration.ofHours(1))) {
            await(second::isUp);
            assertThat(second.identities()
                            .load(Set.of("a"))
                            .get(SECONDS, TimeUnit.SECONDS)
                            .get(0)
                            .state())
                    .isInstanceOf(IdentityState.Present.class);
        } finally {
            server.execute("ALTER USER broker1 RESET default_transaction_read_only");
        }
    }

    @Test
    void database_awayForLongerThanServeStaleFor_nothingIsAtHand() throws Exception {
        try (PostgresStore second = open(Duration.ofSeconds(2))) {
            await(second::isUp);
            IdentitySlot held = second.identities()
                    .load(Set.of("a"))
                    .get(SECONDS, TimeUnit.SECONDS)
                    .get(0);
            server.kill();
            try {
                await(() -> second.identities().atHand(held.name()).isEmpty());
                assertThatThrownBy(() -> second.identities().load(Set.of("a")).get(SECONDS, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(StoreUnavailableException.class);
                assertThat(changes.poll(SECONDS, TimeUnit.SECONDS)).isTrue();
            } finally {
                server.resume();
            }
        }
    }

    private PostgresStore open(Duration serveStaleFor) {
        return open(serveStaleFor, revisions);
    }

    private PostgresStore open(Duration serveStaleFor, BlockingQueue<Long> told) {
        return PostgresStore.open(
                new StoreSettings.Postgres(
                        server.url(), "broker1", Optional.empty(), 100, Duration.ofMinutes(10), serveStaleFor),
                Path.of(""),
                Set::of,
                new StoreListener() {
                    @Override
                    public void loaded(long nanos) {
                        loads.add(nanos);
                    }

                    @Override
                    public void failed() {
                        failures.increment();
                    }

                    @Override
                    public boolean revision(PolicyRevision revision, boolean newest) {
                        told.add(revision.number());
                        return !revision.text().contains("invalid");
                    }

                    @Override
                    public void noRevision() {
                        // not asked about here
                    }

                    @Override
                    public void identitiesChanged() {
                        changes.add(true);
                    }

                    @Override
                    public void unavailable() {
                        // not asked about here
                    }

                    @Override
                    public BrokerStatus status() {
                        return new BrokerStatus("b1", Optional.of(1L), Optional.empty(), Optional.empty());
                    }
                });
    }

    private IdentitySlot load(String name) throws Exception {
        return store.identities()
                .load(Set.of(name))
                .get(SECONDS, TimeUnit.SECONDS)
                .get(0);
    }

    private boolean isLoaded(String name) {
        try {
            return load(name).state() instanceof IdentityState.Absent;
        } catch (Exception e) {
            return false;
        }
    }

    private static void push(String text) throws SQLException {
        try (Connection connection = server.connect();
                var insert =
                        connection.prepareStatement("INSERT INTO topicwarden.policy_revision (text, sha256, message) "
                                + "VALUES (?, encode(sha256(convert_to(?, 'UTF8')), 'hex'), 'm')")) {
            insert.setString(1, text);
            insert.setString(2, text);
            insert.executeUpdate();
        }
    }

    private static long count(String sql) {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits with a deadline, for what a database on another process does in its own time. */
    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
