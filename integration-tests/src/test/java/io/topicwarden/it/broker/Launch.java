/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to be started: a broker whose home is ready.
 *
 * @param home holds {@code conf}, {@code extensions}, {@code data} and {@code log}
 * @param console takes what it prints, after what is there already
 * @param ports those of its listeners, to be reached at {@link Listener#ADDRESS}
 * @param java options of its JVM
 * @param limit a limit of the operating system, as a shell takes it: {@code -n 400}
 * @param sharingNetwork whether it must be in this machine's own network
 */
public record Launch(
        Path home,
        Path console,
        List<Integer> ports,
        List<String> java,
        Optional<String> limit,
        boolean sharingNetwork) {

    public Launch {
        ports = List.copyOf(ports);
        java = List.copyOf(java);
    }
}
