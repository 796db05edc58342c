/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.runtime.PacketGates.Traffic;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a client's connection has come in the broker, and its gates. What the client may do is {@link ConnectedClient}'s,
 * which is this too: there is one for every client, and a second object would cost each of them memory.
 */
abstract sealed class LiveConnection permits ConnectedClient {

    /** Stands for the broker's object of a connection that is gone. */
    private static final Object GONE = new Object();

    private final long sinceNanos = System.nanoTime();
    private volatile @Nullable Object handle;
    private @Nullable PacketGates gates;
    private boolean deliveriesUp;
    private boolean publishesUp;
    private boolean accepted;
    private boolean revoked;
    private boolean replaced;
    private boolean sessionEnding;

    /**
     * Notes the broker's own object for this connection, by which it is found again.
     *
     * @param connection the same object in every callback about this connection, and in none about another
     */
    public void mark(Object connection) {
        handle = connection;
    }

    /** Whether this is the broker's own object for this connection. */
    boolean isMarked(Object connection) {
        return handle == connection;
    }

    /** Lets go of what the broker keeps of this connection, which is gone: its client may be remembered for days yet. */
    synchronized void release() {
        handle = GONE;
        gates = null;
    }

    /** For how long it has been admitted, whatever the clock was set to meanwhile. */
    Duration lasted() {
        return Duration.ofNanos(System.nanoTime() - sinceNanos);
    }

    /**
     * Hands over the gates once the broker has them, raised where that has been called for. Until then no packet passes.
     */
    public synchronized void attach(PacketGates attached) {
        gates = handle == GONE ? null : attached;
        for (Traffic traffic : Traffic.values()) {
            if (isUp(traffic)) {
                attached.raise(traffic);
            }
        }
    }

    synchronized void raise(Traffic traffic) {
        if (!isUp(traffic)) {
            if (gates != null) {
                gates.raise(traffic); // first: one that could not be raised must not pass for raised
            }
            note(traffic, true);
        }
    }

    synchronized void lower(Traffic traffic) {
        if (isUp(traffic)) {
            if (gates != null) {
                gates.lower(traffic);
            }
            note(traffic, false);
        }
    }

    synchronized boolean isUp(Traffic traffic) {
        return traffic == Traffic.DELIVERIES ? deliveriesUp : publishesUp;
    }

    private void note(Traffic traffic, boolean up) {
        if (traffic == Traffic.DELIVERIES) {
            deliveriesUp = up;
        } else {
            publishesUp = up;
        }
    }

    /** Notes that the broker has accepted it too; true the first time. */
    synchronized boolean markAccepted() {
        boolean first = !accepted;
        accepted = true;
        return first;
    }

    /** Whether the broker has accepted it. */
    synchronized boolean isAccepted() {
        return accepted;
    }

    /** Notes that the broker had accepted a later connection, whose end was told before this one's. */
    synchronized void markReplaced() {
        replaced = true;
    }

    /** Whether a later connection of the same client identifier has come and gone. */
    synchronized boolean isReplaced() {
        return replaced;
    }

    /** Notes that its connection is being ended; true the first time. */
    synchronized boolean markRevoked() {
        boolean first = !revoked;
        revoked = true;
        return first;
    }

    /** Whether its connection is being ended. */
    synchronized boolean isRevoked() {
        return revoked;
    }

    /** Notes that its session ends with it. */
    synchronized void markSessionEnding() {
        sessionEnding = true;
    }

    /** Whether its session ends with it, so that nothing of it can be resumed. */
    synchronized boolean isSessionEnding() {
        return sessionEnding;
    }
}
