/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.broker;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real broker in its own process, here or where the {@link Launcher} has it. Close it, and it is gone with its folder. */
public final class Broker implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 3;
    private static final Launcher LAUNCHER = Launcher.chosen();

    private final BrokerBuilder request;
    private final BrokerHome home;
    private final ConsoleLog log;
    private final Map<Listener, Integer> ports = new LinkedHashMap<>();
    private Optional<RunningBroker> running = Optional.empty();

    private Broker(BrokerBuilder request) {
        this.request = request;
        this.home = BrokerHome.create(request);
        this.log = new ConsoleLog(home.console());
        choosePorts();
    }

    public static BrokerBuilder builder() {
        return new BrokerBuilder();
    }

    static Broker start(BrokerBuilder request) {
        Broker broker = new Broker(request);
        try {
            for (int attempt = 1; !broker.launch(); attempt++) {
                if (attempt == ATTEMPTS) {
                    throw new IllegalStateException("the ports are taken:\n" + broker.log.text());
                }
                broker.stop();
                broker.choosePorts();
            }
            return broker;
        } catch (RuntimeException | Error e) {
            broker.close();
            throw e;
        }
    }

    /** Where a client reaches a listener. */
    public URI address(String listener) {
        return ports.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(listener))
                .map(entry -> address(entry.getKey(), entry.getValue()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(listener));
    }

    public ConsoleLog log() {
        return log;
    }

    /** The denial records, rotated files included. */
    public RecordLog denials() {
        return new RecordLog(home.records(), "denials");
    }

    /** The accepted connections. */
    public RecordLog connections() {
        return new RecordLog(home.records(), "connections");
    }

    /** The broker's home. */
    public Path folder() {
        return home.folder();
    }

    /** The {@code conf/} of our extension. */
    public Path conf() {
        return home.conf();
    }

    /** Stops it and starts it on the same home and the same ports. */
    public void restart() {
        stop();
        log.mark();
        if (!launch()) {
            throw new IllegalStateException("the ports were taken meanwhile:\n" + log.text());
        }
    }

    /** The CPU time that it has taken so far. */
    public Duration cpu() {
        return running.flatMap(broker -> ProcessHandle.of(broker.pid()))
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /** The number of its process. */
    public long pid() {
        return started().pid();
    }

    /** The address that the tests' clients have in its eyes. */
    public String clientAddress() {
        return started().clientAddress();
    }

    public boolean running() {
        return running.map(RunningBroker::alive).orElse(false);
    }

    public void stop() {
        running.ifPresent(RunningBroker::stop);
        running = Optional.empty();
    }

    /** Ends it as a power failure would. */
    public void kill() {
        running.ifPresent(RunningBroker::kill);
        running = Optional.empty();
    }

    /** Ends it at once; who wants to see it end in good order calls {@link #stop()} before. */
    @Override
    public void close() {
        kill();
        if (request.home.isEmpty()) {
            home.delete();
        }
    }

    private void choosePorts() {
        request.listeners.forEach((listener, port) -> ports.put(listener, port == 0 ? Ports.free() : port));
        home.configure(request, ports, LAUNCHER.bindAddress(request.sharingNetwork));
    }

    /** False if a port was taken by someone else meanwhile. */
    private boolean launch() {
        log.mark();
        running = LAUNCHER.start(new Launch(
                home.folder(),
                home.console(),
                List.copyOf(ports.values()),
                request.java,
                request.limit,
                request.sharingNetwork));
        Await.until("the start of the broker", START, () -> printed("Started HiveMQ in") || !running());
        if (running.isEmpty() || printed("Is it already in use?")) {
            return false;
        }
        if (!running()) {
            throw new IllegalStateException("the broker did not start:\n" + log.text());
        }
        if (!request.damaged && printed("EVERY CLIENT IS REFUSED")) {
            throw new IllegalStateException("the files have problems:\n" + log.text());
        }
        return true;
    }

    private RunningBroker started() {
        return running.orElseThrow(() -> new IllegalStateException("the broker is stopped"));
    }

    private boolean printed(String text) {
        return log.first(line -> line.contains(text)).isPresent();
    }

    private static URI address(Listener listener, int port) {
        String path = listener.kind().scheme().startsWith("ws") ? "/mqtt" : "";
        return URI.create(listener.kind().scheme() + "://" + Listener.ADDRESS + ":" + port + path);
    }
}
