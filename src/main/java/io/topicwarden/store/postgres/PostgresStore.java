/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.topicwarden.policy.StoreSettings;
import io.topicwarden.store.IdentitySource;
import io.topicwarden.store.IdentityState;
import io.topicwarden.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The database of a fleet, as one broker uses it: it reads, listens, and writes one row about itself. */
public final class PostgresStore implements AutoCloseable {

    /** Where the password is if no file is named. */
    public static final String PASSWORD_VARIABLE = "TOPICWARDEN_DB_PASSWORD";

    private static final int CONNECTIONS = 4;
    private static final long POOL_WAIT_MILLIS = 2_000;

    private final HikariDataSource pool;
    private final CachedIdentities identities;
    private final ChangeFeed feed;

    private PostgresStore(
            StoreSettings.Postgres settings, Path conf, Supplier<Set<String>> wanted, StoreListener listener) {
        Connector connector = Connector.impatient(settings.url(), settings.user(), () -> password(settings, conf));
        this.pool = pool(connector);
        this.identities = new CachedIdentities(settings, this::read, listener, System::nanoTime);
        this.feed = new ChangeFeed(connector, identities, wanted, listener, System::nanoTime);
    }

    /**
     * Begins to follow the database, whether it is there already or not. Does not wait for it.
     *
     * @param wanted the names that are to be in memory when it first answers, held until {@link #settled}; asked for then
     */
    public static PostgresStore open(
            StoreSettings.Postgres settings, Path conf, Supplier<Set<String>> wanted, StoreListener listener) {
        PostgresStore store = new PostgresStore(settings, conf, wanted, listener);
        store.feed.start();
        return store;
    }

    /** The names that somebody holds. */
    public Set<String> heldNames() {
        return identities.heldNames();
    }

    /** Says that this is what clients are decided by now, and those connected hold what they rest on. */
    public void settled() {
        feed.settled();
    }

    public IdentitySource identities() {
        return identities;
    }

    /** Whether the database answers. */
    public boolean isUp() {
        return feed.isUp();
    }

    /** How many names were at hand when asked for. */
    public long hits() {
        return identities.hits();
    }

    /** How many were not. */
    public long misses() {
        return identities.misses();
    }

    /** How many answers came from memory while the database was away. */
    public long staleServed() {
        return identities.staleServed();
    }

    private Map<String, IdentityState> read(Collection<String> names) throws StoreUnavailableException {
        try (Connection connection = pool.getConnection()) {
            return IdentityRows.read(connection, names);
        } catch (SQLException e) {
            throw new StoreUnavailableException("the database cannot be asked: " + e.getMessage(), e);
        }
    }

    /** The password as it is now, from the file or the environment. */
    static Optional<String> password(StoreSettings.Postgres settings, Path conf) throws StoreUnavailableException {
        if (settings.passwordFile().isEmpty()) {
            return Optional.ofNullable(System.getenv(PASSWORD_VARIABLE));
        }
        String path = settings.passwordFile().get().path();
        try {
            return Optional.of(
                    Files.readString(conf.resolve(path), StandardCharsets.UTF_8).strip());
        } catch (IOException | RuntimeException e) {
            throw new StoreUnavailableException("`" + path + "` cannot be read", e);
        }
    }

    private static HikariDataSource pool(Connector connector) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("topicwarden");
        config.setDataSource(connector);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(POOL_WAIT_MILLIS);
        config.setValidationTimeout(POOL_WAIT_MILLIS / 2);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    @Override
    public void close() {
        feed.close();
        identities.close();
        pool.close();
    }
}
