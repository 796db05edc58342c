/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.container;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Volume;
import io.topicwarden.it.broker.Launch;
import io.topicwarden.it.broker.Launcher;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.broker.RunningBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;

/** The broker in a container, a new one for each start. */
public final class ContainerLauncher implements Launcher {

    /*
     * The home is made on this machine, as for a process, and its four folders are mounted where the image has its own; so a test
     * reads and writes the files that the broker has. Each port is the same inside and outside, published on the loopback address.
     *
     * HiveMQContainer would not do: it copies the extension in, and opens the modes of what it finds in the extensions' folder.
     */

    private static final String HOME = "/opt/hivemq/";
    private static final List<String> FOLDERS = List.of("conf", "extensions", "data", "log");

    @Override
    public String bindAddress(boolean sharingNetwork) {
        return sharingNetwork ? Listener.ADDRESS : "0.0.0.0";
    }

    @Override
    @SuppressWarnings("resource") // the broker closes it
    public Optional<RunningBroker> start(Launch launch) {
        GenericContainer<?> container = new GenericContainer<>(Image.name())
                .withEnv("JAVA_OPTS", String.join(" ", launch.java()))
                .withCreateContainerCmdModifier(command -> describe(command, launch));
        if (launch.sharingNetwork()) {
            container.withNetworkMode("host");
        }
        try {
            container.start();
            return Optional.of(new ContainedBroker(container));
        } catch (ContainerLaunchException e) {
            container.stop();
            if (portTaken(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static void describe(CreateContainerCmd command, Launch launch) {
        HostConfig host = Optional.ofNullable(command.getHostConfig()).orElseGet(HostConfig::newHostConfig);
        command.withHostConfig(host.withBinds(binds(launch.home())).withPortBindings(ports(launch)))
                .withExposedPorts(launch.ports().stream().map(ExposedPort::tcp).toList())
                .withUser(owner(launch.home()))
                .withEntrypoint("/bin/sh", "-c", script(launch))
                .withCmd();
    }

    /** The home lies at its own path too, for the absolute paths in its files. */
    private static List<Bind> binds(Path home) {
        Bind itself = new Bind(home.toString(), new Volume(home.toString()));
        Stream<Bind> folders =
                FOLDERS.stream().map(folder -> new Bind(home.resolve(folder).toString(), new Volume(HOME + folder)));
        return Stream.concat(Stream.of(itself), folders).toList();
    }

    private static Ports ports(Launch launch) {
        Ports published = new Ports();
        if (!launch.sharingNetwork()) {
            launch.ports()
                    .forEach(port ->
                            published.bind(ExposedPort.tcp(port), Ports.Binding.bindIpAndPort(Listener.ADDRESS, port)));
        }
        return published;
    }

    private static String script(Launch launch) {
        String limit = launch.limit().map(ulimit -> "ulimit " + ulimit + " && ").orElse("");
        return limit + "exec /opt/docker-entrypoint.sh " + HOME + "bin/run.sh >>'" + launch.console() + "' 2>&1";
    }

    /** So that the broker can read what the tests write, and the other way round. */
    private static String owner(Path home) {
        try {
            return Files.getAttribute(home, "unix:uid") + ":" + Files.getAttribute(home, "unix:gid");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean portTaken(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(cause -> String.valueOf(cause.getMessage()))
                .anyMatch(message ->
                        message.contains("port is already allocated") || message.contains("address already in use"));
    }
}
