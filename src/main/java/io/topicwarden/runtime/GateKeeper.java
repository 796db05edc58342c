/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import java.util.Optional;

/**
 * Raises and lowers the gate of a connection. The gate itself comes only once the broker has made the client's context;
 * until then no packet passes, and what has been called for is done when it comes.
 */
final class GateKeeper {

    private Optional<PacketGate> gate = Optional.empty();
    private boolean up;

    /** Hands over the gate, raised if that has been called for. */
    synchronized void attach(PacketGate attached) {
        gate = Optional.of(attached);
        if (up) {
            attached.raise();
        }
    }

    synchronized void raise() {
        if (!up) {
            up = true;
            gate.ifPresent(PacketGate::raise);
        }
    }

    synchronized void lower() {
        if (up) {
            up = false;
            gate.ifPresent(PacketGate::lower);
        }
    }

    synchronized boolean isUp() {
        return up;
    }
}
