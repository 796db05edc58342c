/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.postgresql.Driver;

/**
 * A real PostgreSQL on a port of its own, to be stopped, killed, paused and started again. It refuses to run as root, so
 * that a root's tests run it as {@code nobody}.
 */
public final class PostgresServer implements AutoCloseable {

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final long SECONDS = 60;

    private final Path folder;
    private final int port;

    private PostgresServer(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Unpacks the server, makes an empty database and starts it. */
    public static PostgresServer start() {
        try {
            Path folder = Files.createTempDirectory("topicwarden-pg-");
            PostgresServer server = new PostgresServer(folder, freePort());
            server.unpack();
            server.run("bin/initdb", "-D", "data", "-U", "admin", "-A", "trust", "-E", "UTF8", "--locale=C", "-N");
            server.resume();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** The URL of the database {@code postgres}. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?sslmode=disable";
    }

    /** A connection as the owner of everything. */
    public Connection connect() throws SQLException {
        return connect("admin");
    }

    public Connection connect(String user) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        return new Driver().connect(url(), properties);
    }

    /** Runs statements as the owner. */
    public void execute(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts it after a stop or a kill. */
    public void resume() {
        run(
                "bin/pg_ctl",
                "-D",
                "data",
                "-w",
                "-l",
                "log",
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off",
                "start");
    }

    /** Ends it in order, its clients thrown out. */
    public void stop() {
        run("bin/pg_ctl", "-D", "data", "-w", "-m", "fast", "stop");
    }

    /** Ends it as a power failure would. */
    public void kill() {
        run("bin/pg_ctl", "-D", "data", "-w", "-m", "immediate", "stop");
    }

    /** Lets all its processes stand still: they accept what the kernel accepts for them, and answer nothing. */
    public void pause() {
        signal("STOP");
    }

    public void unpause() {
        signal("CONT");
    }

    @Override
    public void close() {
        try {
            signal("CONT");
            kill();
        } catch (IllegalStateException e) {
            // it was stopped already
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String name) {
        try {
            Path pidFile = folder.resolve("data/postmaster.pid");
            if (Files.exists(pidFile)) {
                long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
                List<Long> all = new ArrayList<>(List.of(pid));
                ProcessHandle.of(pid).ifPresent(main -> main.descendants().forEach(child -> all.add(child.pid())));
                for (long one : all) {
                    new ProcessBuilder("kill", "-" + name, String.valueOf(one))
                            .start()
                            .waitFor(SECONDS, TimeUnit.SECONDS);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void unpack() throws IOException {
        try (InputStream archive = PostgresServer.class.getResourceAsStream(ARCHIVE)) {
            if (archive == null) {
                throw new IllegalStateException("no PostgreSQL for this machine on the class path");
            }
            Files.copy(archive, folder.resolve("archive.txz"), StandardCopyOption.REPLACE_EXISTING);
        }
        execute(List.of("tar", "-xJf", "archive.txz"));
        Files.createDirectory(folder.resolve("data"));
        if (isRoot()) {
            execute(List.of("chown", "-R", "nobody", "."));
        }
    }

    private void run(String... command) {
        List<String> whole = new ArrayList<>();
        if (isRoot()) {
            whole.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        whole.add(folder.resolve(command[0]).toString());
        whole.addAll(List.of(command).subList(1, command.length));
        execute(whole);
    }

    private void execute(List<String> command) {
        try {
            Path output = folder.resolve("output");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(command + ":\n" + Files.readString(output));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
