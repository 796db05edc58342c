/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The broker's JVM: one that a test has left running dies with the test's own. */
final class BrokerProcess implements RunningBroker {

    private static final Duration STOP = Duration.ofSeconds(20);
    private static final Set<BrokerProcess> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(BrokerProcess::stop), "stop-brokers"));
    }

    /** As in the start script of the broker. */
    private static final List<String> OPENED = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED");

    private final Process process;

    private BrokerProcess(Process process) {
        this.process = process;
    }

    static BrokerProcess start(Launch launch) {
        Path home = launch.home();
        List<String> command =
                new ArrayList<>(launch.limit().map(BrokerProcess::limited).orElse(List.of()));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPENED);
        command.addAll(launch.java());
        command.add("-Djava.awt.headless=true");
        command.addAll(List.of("-Dhivemq.home=" + home, "-Djava.io.tmpdir=" + home.resolve("tmp")));
        command.addAll(List.of("-cp", Repository.brokerClassPath(), "com.hivemq.HiveMQServer"));
        try {
            Files.createDirectories(home.resolve("tmp"));
            Process process = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(launch.console().toFile()))
                    .start();
            BrokerProcess broker = new BrokerProcess(process);
            RUNNING.add(broker);
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The shell sets the limit and becomes the broker, with the same process id. */
    private static List<String> limited(String limit) {
        return List.of("sh", "-c", "ulimit " + limit + " && exec \"$@\"", "sh");
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public boolean alive() {
        return process.isAlive();
    }

    @Override
    public String clientAddress() {
        return Listener.ADDRESS;
    }

    @Override
    public void stop() {
        process.destroy();
        if (!ended()) {
            kill();
        }
        RUNNING.remove(this);
    }

    @Override
    public void kill() {
        process.destroyForcibly();
        ended();
        RUNNING.remove(this);
    }

    private boolean ended() {
        try {
            return process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
