/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.broker;

import io.topicwarden.benchmarks.load.Login;
import io.topicwarden.it.broker.Await;
import io.topicwarden.it.broker.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Mosquitto as it is installed on this machine, with one of its own ways to decide. */
final class Mosquitto implements Contestant {

    private static final Path EXECUTABLE = Path.of("/usr/sbin/mosquitto");
    private static final String PLUGIN = "mosquitto_dynamic_security.so";

    private final String name;
    private final int port;
    private final Path folder;
    private final Process process;

    private Mosquitto(String name, int port, Path folder, Process process) {
        this.name = name;
        this.port = port;
        this.folder = folder;
        this.process = process;
    }

    static boolean isInstalled() {
        return Files.isExecutable(EXECUTABLE);
    }

    /** The version that is installed. */
    static String version() {
        try {
            Process process = new ProcessBuilder(EXECUTABLE.toString(), "-h")
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().findFirst().orElse("mosquitto").strip();
        } catch (IOException e) {
            return "mosquitto of unknown version";
        }
    }

    static Mosquitto aclFile(Plant plant) {
        Path folder = temporary();
        write(folder.resolve("acl"), plant.aclFile());
        return start("Mosquitto, acl_file", folder, "acl_file " + folder.resolve("acl") + "\n");
    }

    /** With its dynamic security plugin, if that is installed. */
    static Optional<Mosquitto> dynamicSecurity(Plant plant) {
        return plugin().map(library -> {
            Path folder = temporary();
            write(folder.resolve("dynsec.json"), plant.dynamicSecurity());
            return start(
                    "Mosquitto, dynamic security",
                    folder,
                    "plugin " + library + "\nplugin_opt_config_file " + folder.resolve("dynsec.json") + "\n");
        });
    }

    private static Optional<Path> plugin() {
        try (Stream<Path> files = Files.find(Path.of("/usr/lib"), 4, (file, attributes) -> file.endsWith(PLUGIN))) {
            return files.findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static Mosquitto start(String name, Path folder, String security) {
        int port = Ports.free();
        Path conf = folder.resolve("mosquitto.conf");
        write(
                conf,
                "listener " + port + " 127.0.0.1\nallow_anonymous true\npersistence false\nlog_type none\n"
                        + "set_tcp_nodelay true\nuser " + System.getProperty("user.name") + "\n" + security);
        try {
            Process process = new ProcessBuilder(EXECUTABLE.toString(), "-c", conf.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output.txt").toFile())
                    .start();
            Mosquitto started = new Mosquitto(name, port, folder, process);
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "stop-mosquitto"));
            Await.until("the start of mosquitto", () -> !Ports.isFree(port) || !process.isAlive());
            if (!process.isAlive()) {
                throw new IllegalStateException(Files.readString(folder.resolve("output.txt")));
            }
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("topicwarden-mosquitto");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public Login login(String client) {
        return Login.anonymous(client);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            for (String file : new String[] {"acl", "dynsec.json", "mosquitto.conf", "output.txt"}) {
                Files.deleteIfExists(folder.resolve(file));
            }
            Files.delete(folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
