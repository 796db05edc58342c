/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import java.util.Optional;

/**
 * Knows why a client's deliveries are to be decided one by one, and raises and lowers its gate accordingly. The gate itself
 * comes only once the broker has made the client's context; until then nothing is delivered.
 */
final class GateKeeper {

    private Optional<PacketGate> gate = Optional.empty();
    private boolean forGood;
    private boolean up;
    private long lastSweep;

    /** Hands over the gate, raised if it has been called for. */
    synchronized void attach(PacketGate attached) {
        gate = Optional.of(attached);
        if (up) {
            attached.raise();
        }
    }

    /** For as long as the connection lasts: a subscription is only partly permitted, or what is queued may not be. */
    synchronized void raiseForGood() {
        forGood = true;
        raise();
    }

    /** Until this sweep has looked at the client's subscriptions. */
    synchronized void raiseFor(long sweep) {
        lastSweep = sweep;
        raise();
    }

    /** Ends what {@link #raiseFor} began, unless another sweep has begun since. */
    synchronized void lowerAfter(long sweep) {
        if (up && !forGood && lastSweep == sweep) {
            up = false;
            gate.ifPresent(PacketGate::lower);
        }
    }

    synchronized boolean isRaisedFor(long sweep) {
        return up && lastSweep == sweep;
    }

    synchronized boolean isUp() {
        return up;
    }

    private void raise() {
        if (!up) {
            up = true;
            gate.ifPresent(PacketGate::raise);
        }
    }
}
