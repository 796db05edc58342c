/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Raises and lowers the gate of a connection. The gate itself comes only once the broker has made the client's context;
 * until then no packet passes, and what has been called for is done when it comes.
 */
final class GateKeeper {

    private @Nullable PacketGate gate;
    private boolean up;

    /** Hands over the gate, raised if that has been called for. */
    synchronized void attach(PacketGate attached) {
        gate = attached;
        if (up) {
            attached.raise();
        }
    }

    synchronized void raise() {
        if (!up) {
            up = true;
            if (gate != null) {
                gate.raise();
            }
        }
    }

    synchronized void lower() {
        if (up) {
            up = false;
            if (gate != null) {
                gate.lower();
            }
        }
    }

    synchronized boolean isUp() {
        return up;
    }
}
