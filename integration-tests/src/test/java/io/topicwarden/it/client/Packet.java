/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.client;

import java.nio.charset.StandardCharsets;

/** A packet as it came over the wire. */
public final class Packet {

    /** Control packet types (MQTT 5 §2.1.2). */
    public static final int CONNACK = 2;

    public static final int PUBLISH = 3;
    public static final int PUBACK = 4;
    public static final int PUBREC = 5;
    public static final int PUBREL = 6;
    public static final int PUBCOMP = 7;
    public static final int SUBACK = 9;
    public static final int UNSUBACK = 11;
    public static final int DISCONNECT = 14;

    /** The connection was closed in place of a packet. */
    public static final Packet NONE = new Packet(0, 0, new byte[0]);

    private final int type;
    private final int flags;
    private final byte[] body;

    /** Takes the body over; it is what follows the fixed header. */
    Packet(int type, int flags, byte[] body) {
        this.type = type;
        this.flags = flags;
        this.body = body;
    }

    public int type() {
        return type;
    }

    /** The packet identifier of a PUBLISH of QoS 1 or 2, or of an answer. */
    public int packetId() {
        int at = type == PUBLISH ? 2 + number(0) : 0;
        return number(at);
    }

    /** The quality of service of a PUBLISH. */
    public int qos() {
        return flags >> 1 & 3;
    }

    /** The topic of a PUBLISH. */
    public String topic() {
        return new String(body, 2, number(0), StandardCharsets.UTF_8);
    }

    /** The payload of a PUBLISH of MQTT 5 whose properties are shorter than 128 bytes. */
    public String payload() {
        int properties = 2 + number(0) + (qos() > 0 ? 2 : 0);
        int from = properties + 1 + code(properties);
        return new String(body, from, body.length - from, StandardCharsets.UTF_8);
    }

    /** The reason code of an answer to a PUBLISH; 0 where it is left out. */
    public int answerCode() {
        return body.length > 2 ? code(2) : 0;
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

    private int number(int index) {
        return code(index) << 8 | code(index + 1);
    }

    private int code(int index) {
        return body[index] & 0xFF;
    }
}
