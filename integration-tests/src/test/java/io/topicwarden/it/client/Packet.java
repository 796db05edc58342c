/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.client;

/** A packet as it came over the wire. */
public final class Packet {

    /** Control packet types (MQTT 5 §2.1.2). */
    public static final int CONNACK = 2;

    public static final int PUBACK = 4;
    public static final int SUBACK = 9;
    public static final int DISCONNECT = 14;

    /** The connection was closed in place of a packet. */
    public static final Packet NONE = new Packet(0, new byte[0]);

    private final int type;
    private final byte[] body;

    /** Takes the body over; it is what follows the fixed header. */
    Packet(int type, byte[] body) {
        this.type = type;
        this.body = body;
    }

    /** The reason or return code of a CONNACK; {@link Reply#CLOSED} for any other packet. */
    public int connackCode() {
        return type == CONNACK ? code(1) : Reply.CLOSED;
    }

    /** Whether this answer to a PUBLISH of QoS 1 refuses it: an error code, or the end of the connection. */
    public boolean refusesPublish() {
        return type == PUBACK ? body.length > 2 && code(2) >= 0x80 : ends();
    }

    /** Whether this answer to a SUBSCRIBE of one filter refuses it: an error code, or the end of the connection. */
    public boolean refusesSubscribe() {
        return type == SUBACK ? code(body.length - 1) >= 0x80 : ends();
    }

    @Override
    public String toString() {
        return "packet of type " + type + " and " + body.length + " bytes";
    }

    private boolean ends() {
        return type == DISCONNECT || this == NONE;
    }

    private int code(int index) {
        return body[index] & 0xFF;
    }
}
