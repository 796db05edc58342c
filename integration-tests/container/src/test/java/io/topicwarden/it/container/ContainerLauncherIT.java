/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.it.broker.Launch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a container differs from a process, and the tests must not notice. */
final class ContainerLauncherIT {

    @Test
    void start_onAPortThatIsTaken_isNothing(@TempDir Path home) throws IOException {
        for (String folder : List.of("conf", "extensions", "data", "log")) {
            Files.createDirectory(home.resolve(folder));
        }
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Launch launch = new Launch(
                    home,
                    home.resolve("log/console.log"),
                    List.of(taken.getLocalPort()),
                    List.of(),
                    Optional.empty(),
                    false);

            assertThat(new ContainerLauncher().start(launch)).isEmpty();
        }
    }
}
