/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.client;

/**
 * A packet as it came over the wire.
 *
 * @param type its control packet type (MQTT 5 §2.1.2)
 * @param body what follows the fixed header
 */
public record Packet(int type, byte[] body) {

    public static final int CONNACK = 2;
    public static final int PUBLISH = 3;
    public static final int PUBACK = 4;
    public static final int SUBACK = 9;
    public static final int DISCONNECT = 14;

    /** The connection was closed in place of a packet. */
    public static final Packet NONE = new Packet(0, new byte[0]);

    /** The reason code of a CONNACK. */
    public int connackCode() {
        return type == CONNACK ? body[1] & 0xFF : Reply.CLOSED;
    }

    /** The code of the only filter of a SUBACK. */
    public int subackCode() {
        return type == SUBACK ? body[body.length - 1] & 0xFF : Reply.CLOSED;
    }
}
