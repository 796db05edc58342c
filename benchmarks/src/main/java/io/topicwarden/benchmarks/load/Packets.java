/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The packets that a client sends (MQTT 3.1.1 §3), as bytes. */
final class Packets {

    static final int CONNACK = 2;
    static final int PUBLISH = 3;
    static final int PUBACK = 4;
    static final int PUBREC = 5;
    static final int PUBCOMP = 7;
    static final int SUBACK = 9;

    private static final int PROTOCOL_LEVEL = 4;
    private static final int CLEAN_SESSION = 0x02;
    private static final int HAS_PASSWORD = 0x40;
    private static final int HAS_USERNAME = 0x80;

    private Packets() {}

    static byte[] connect(Login login) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, "MQTT");
        body.write(PROTOCOL_LEVEL);
        body.write(CLEAN_SESSION | (login.username().isEmpty() ? 0 : HAS_USERNAME | HAS_PASSWORD));
        number(body, 0); // no keep alive: nobody sends pings here
        text(body, login.clientId());
        if (!login.username().isEmpty()) {
            text(body, login.username());
            text(body, login.password());
        }
        return packet(0x10, body.toByteArray());
    }

    /** A PUBLISH whose packet identifier is still to be set, at {@link #idOffset}. */
    static byte[] publish(String topic, int qos, int payloadBytes) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, topic);
        if (qos > 0) {
            number(body, 0);
        }
        body.write(new byte[payloadBytes], 0, payloadBytes);
        return packet(0x30 | qos << 1, body.toByteArray());
    }

    /** Where in a PUBLISH of QoS 1 or 2 its packet identifier stands. */
    static int idOffset(byte[] publish, String topic) {
        int header = 2;
        while ((publish[header - 1] & 0x80) != 0) {
            header++;
        }
        return header + 2 + topic.getBytes(StandardCharsets.UTF_8).length;
    }

    static byte[] subscribe(String topicFilter, int qos) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        number(body, 1);
        text(body, topicFilter);
        body.write(qos);
        return packet(0x82, body.toByteArray());
    }

    static byte[] pubrel(int id) {
        return new byte[] {0x62, 2, (byte) (id >> 8), (byte) id};
    }

    static byte[] disconnect() {
        return new byte[] {(byte) 0xE0, 0};
    }

    private static byte[] packet(int firstByte, byte[] body) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(firstByte);
        int rest = body.length;
        do {
            packet.write(rest % 128 | (rest >= 128 ? 0x80 : 0));
            rest /= 128;
        } while (rest > 0);
        packet.write(body, 0, body.length);
        return packet.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(out, bytes.length);
        out.write(bytes, 0, bytes.length);
    }

    private static void number(ByteArrayOutputStream out, int value) {
        out.write(value >> 8);
        out.write(value);
    }
}
