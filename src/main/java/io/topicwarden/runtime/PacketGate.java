/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

/**
 * Has packets of one connection decided one by one while it is up: what is delivered to a client, or what it publishes.
 * Raising or lowering it takes effect with the next packet.
 */
public interface PacketGate {

    void raise();

    void lower();
}
