/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.measure;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One connection of a {@link Fleet}: MQTT 3.1.1, as little of it as connects, subscribes and counts what is delivered. */
final class Member {

    private static final int BUFFER = 1024;
    private static final int CONNACK = 0x20;
    private static final int SUBACK = 0x90;
    private static final int PUBLISH = 0x30;

    /** What becomes of what a member is told. */
    interface Listener {
        void ready(Member member);

        void refused(Member member, int code);

        void delivered(String topic);
    }

    private final String clientId;
    private final SocketChannel channel;
    private final Listener listener;
    private final List<String> filters;
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER);

    Member(String clientId, SocketChannel channel, List<String> filters, Listener listener) {
        this.clientId = clientId;
        this.channel = channel;
        this.filters = filters;
        this.listener = listener;
    }

    /** Connects with a will to this topic, or with none if it is empty. */
    void connect(String username, String password, String will) throws IOException {
        send(0x10, out -> {
            out.writeUTF("MQTT");
            out.writeByte(4);
            out.writeByte(will.isEmpty() ? 0xC2 : 0xC6);
            out.writeShort(0);
            out.writeUTF(clientId);
            if (!will.isEmpty()) {
                out.writeUTF(will);
                out.writeUTF("gone");
            }
            out.writeUTF(username);
            out.writeUTF(password);
        });
    }

    void publish(String topic, String payload) throws IOException {
        send(PUBLISH, out -> {
            out.writeUTF(topic);
            out.write(payload.getBytes(StandardCharsets.UTF_8));
        });
    }

    /** Reads what has come; false at the end of the connection. */
    boolean read() throws IOException {
        int count = channel.read(in);
        in.flip();
        while (packet()) {}
        in.compact();
        return count >= 0;
    }

    private boolean packet() throws IOException {
        in.mark();
        if (in.remaining() < 2) {
            return false;
        }
        int type = in.get() & 0xF0;
        int length = in.get() & 0xFF; // nothing here is as long as 128 bytes
        if (in.remaining() < length) {
            in.reset();
            return false;
        }
        byte[] body = new byte[length];
        in.get(body);
        handle(type, body);
        return true;
    }

    private void handle(int type, byte[] body) throws IOException {
        if (type == CONNACK && body[1] != 0) {
            listener.refused(this, body[1]);
        } else if (type == CONNACK && !filters.isEmpty()) {
            subscribe();
        } else if (type == CONNACK || type == SUBACK) {
            listener.ready(this);
        } else if (type == PUBLISH) {
            int topic = ((body[0] & 0xFF) << 8) | (body[1] & 0xFF);
            listener.delivered(new String(body, 2, topic, StandardCharsets.UTF_8));
        }
    }

    private void subscribe() throws IOException {
        send(0x82, out -> {
            out.writeShort(1);
            for (String filter : filters) {
                out.writeUTF(filter);
                out.writeByte(0);
            }
        });
    }

    private interface Body {
        void write(DataOutputStream out) throws IOException;
    }

    private void send(int header, Body body) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        body.write(new DataOutputStream(content));
        ByteBuffer packet = ByteBuffer.allocate(content.size() + 3);
        packet.put((byte) header);
        if (content.size() < 0x80) {
            packet.put((byte) content.size());
        } else {
            packet.put((byte) (content.size() | 0x80)).put((byte) (content.size() >> 7));
        }
        packet.put(content.toByteArray()).flip();
        while (packet.hasRemaining()) {
            channel.write(packet);
        }
    }
}
