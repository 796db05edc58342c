/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.container;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.broker.RunningBroker;
import org.testcontainers.containers.GenericContainer;

/**
 * A broker that runs in a container.
 *
 * @param container gone once the broker has ended
 */
record ContainedBroker(GenericContainer<?> container) implements RunningBroker {

    private static final int STOP_SECONDS = 20;

    @Override
    public boolean alive() {
        return container.isRunning();
    }

    @Override
    public long pid() {
        return inspected().getState().getPidLong();
    }

    /** The near end of the bridge through which a published port is reached, or our own address where there is no bridge. */
    @Override
    public String clientAddress() {
        return inspected().getNetworkSettings().getNetworks().values().stream()
                .map(network -> String.valueOf(network.getGateway()))
                .filter(gateway -> gateway.contains("."))
                .findFirst()
                .orElse(Listener.ADDRESS);
    }

    @Override
    public void stop() {
        if (alive()) {
            container
                    .getDockerClient()
                    .stopContainerCmd(container.getContainerId())
                    .withTimeout(STOP_SECONDS)
                    .exec();
        }
        kill();
    }

    @Override
    public void kill() {
        container.stop();
    }

    private InspectContainerResponse inspected() {
        return container.getCurrentContainerInfo();
    }
}
