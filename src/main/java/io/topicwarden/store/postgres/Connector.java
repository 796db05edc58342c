/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.postgres;

import io.topicwarden.store.StoreUnavailableException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * Opens connections, each with limits on how long it may keep its caller. The driver is called directly: {@code
 * DriverManager} would find whatever drivers other extensions have registered, and keep ours after the extension has
 * stopped.
 */
final class Connector implements DataSource {

    /** Asked for every connection anew, so that a password can be changed without a restart. */
    interface Password {
        Optional<String> current() throws StoreUnavailableException;
    }

    private static final int CONNECT_SECONDS = 3;

    /** Beyond the server's own limit, for a server that no longer answers at all. */
    private static final int SOCKET_SECONDS = 4;

    private static final String LIMITS = "-c statement_timeout=3000 -c idle_in_transaction_session_timeout=10000";

    private final Driver driver = new Driver();
    private final String url;
    private final Properties properties = new Properties();
    private final Password password;

    private Connector(String url, String user, Password password) {
        this.url = url;
        this.password = password;
        properties.setProperty("user", user);
        properties.setProperty("ApplicationName", "topicwarden");
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
        properties.setProperty("loginTimeout", String.valueOf(2 * CONNECT_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        deregister();
    }

    /** For a broker: no statement takes longer than seconds. */
    static Connector impatient(String url, String user, Password password) {
        Connector connector = new Connector(url, user, password);
        connector.properties.setProperty("socketTimeout", String.valueOf(SOCKET_SECONDS));
        connector.properties.setProperty("options", LIMITS);
        return connector;
    }

    /** For the tool, whose imports take as long as they take. */
    static Connector patient(String url, String user, Password password) {
        return new Connector(url, user, password);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Properties all = new Properties();
        properties.forEach(all::put);
        try {
            password.current().ifPresent(text -> all.setProperty("password", text));
        } catch (StoreUnavailableException e) {
            throw new SQLException(e.getMessage(), e);
        }
        @Nullable Connection connection = driver.connect(url, all);
        if (connection == null) {
            throw new SQLException("the driver does not know this URL");
        }
        return connection;
    }

    private static void deregister() {
        try {
            if (Driver.isRegistered()) {
                Driver.deregister();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the driver cannot be taken back from " + DriverManager.class, e);
        }
    }

    @Override
    public Connection getConnection(String user, String secret) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        // there is none
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // it is fixed
    }

    @Override
    public int getLoginTimeout() {
        return 2 * CONNECT_SECONDS;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
