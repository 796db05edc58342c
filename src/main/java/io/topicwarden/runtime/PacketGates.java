/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

/**
 * The gates that the broker has for one connection. While a gate is up, packets that come to it are decided one by one;
 * raising or lowering it takes effect with the next packet.
 */
public interface PacketGates {

    /** Which packets a gate stops. */
    enum Traffic {
        /** What is delivered to the client. */
        DELIVERIES,
        /** What the client publishes. */
        PUBLISHES
    }

    void raise(Traffic traffic);

    void lower(Traffic traffic);
}
