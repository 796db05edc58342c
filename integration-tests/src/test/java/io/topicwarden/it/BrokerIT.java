/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.it.broker.Broker;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.broker.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The harness itself: a broker starts, restarts, stops and leaves nothing. */
final class BrokerIT {

    @Test
    void broker_restartedAndClosed_leavesNeitherProcessNorFolder() {
        Path folder;
        int port;
        try (Broker broker = Broker.builder()
                .listeners(Listener.tcp("plain"))
                .withoutTopicwarden()
                .start()) {
            folder = broker.folder();
            port = broker.address("plain").getPort();
            assertThat(Ports.isFree(port)).isFalse();
            broker.restart();
            assertThat(broker.running()).isTrue();
            assertThat(broker.address("plain").getPort()).isEqualTo(port);
        }
        assertThat(Ports.isFree(port)).isTrue();
        assertThat(Files.exists(folder)).isFalse();
    }
}
