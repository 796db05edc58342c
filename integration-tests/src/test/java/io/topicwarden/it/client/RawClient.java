/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.client;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Bytes on a socket, for what the libraries refuse to send. MQTT 5 unless said otherwise; no TLS. */
public final class RawClient implements AutoCloseable {

    private static final int DEADLINE_MILLIS = 30_000;
    private static final int PACKET_ID = 7;
    private static final int NO_PROPERTIES = 0;

    private final Socket socket;
    private final DataInputStream in;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(DEADLINE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    public static RawClient open(URI address) {
        try {
            return new RawClient(new Socket(address.getHost(), address.getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same from another address of this machine, {@code 127.0.0.2} for one. */
    public static RawClient open(URI address, String from) {
        try {
            return new RawClient(new Socket(address.getHost(), address.getPort(), InetAddress.getByName(from), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a CONNECT with a user name and a password and returns the answer. */
    public Packet connect(String clientId, String username, String password) {
        return connect(5, clientId, username, password);
    }

    /** The same for a version, 4 for MQTT 3.1.1. */
    public Packet connect(int version, String clientId, String username, String password) {
        return exchange(0x10, out -> {
            out.writeUTF("MQTT");
            out.writeByte(version);
            out.writeByte(0xC2);
            out.writeShort(0);
            if (version == 5) {
                out.writeByte(NO_PROPERTIES);
            }
            text(out, clientId);
            text(out, username);
            text(out, password);
        });
    }

    /** Sends a CONNECT and returns the answer. */
    public Packet connect(RawConnect connect) {
        return exchange(0x10, out -> {
            out.writeUTF("MQTT");
            out.writeByte(5);
            int will = connect.will().map(RawClient::willFlags).orElse(0);
            out.writeByte(0xC0 | will | (connect.login().cleanStart() ? 2 : 0));
            out.writeShort(0);
            out.writeByte(8); // properties
            out.writeByte(0x11);
            out.writeInt((int) connect.sessionSeconds());
            out.writeByte(0x21);
            out.writeShort(connect.receiveMaximum());
            text(out, connect.login().clientId());
            if (connect.will().isPresent()) {
                out.writeByte(5); // properties
                out.writeByte(0x18);
                out.writeInt((int) connect.delaySeconds());
                text(out, connect.will().get().topic());
                text(out, connect.will().get().payload());
            }
            text(out, connect.login().username().orElse(""));
            text(out, connect.login().password().orElse(""));
        });
    }

    private static int willFlags(Message will) {
        return 4 | will.qos() << 3 | (will.retain() ? 0x20 : 0);
    }

    /** Sends a SUBSCRIBE of many filters and does not wait for the answer. */
    public void sendSubscribe(List<String> filters, int qos) {
        sendOnly(0x82, out -> {
            out.writeShort(PACKET_ID);
            out.writeByte(NO_PROPERTIES);
            for (String filter : filters) {
                text(out, filter);
                out.writeByte(qos);
            }
        });
    }

    /** Sends a PUBLISH of QoS 1 or 2 and does not wait for the answer. */
    public void sendPublish(Message message, int packetId) {
        sendOnly(0x30 | message.qos() << 1 | (message.retain() ? 1 : 0), out -> {
            text(out, message.topic());
            out.writeShort(packetId);
            out.writeByte(NO_PROPERTIES);
            out.write(message.payload().getBytes(StandardCharsets.UTF_8));
        });
    }

    /** Sends a PUBACK, PUBREC, PUBREL or PUBCOMP. */
    public void sendAnswer(int type, int packetId) {
        sendOnly(type << 4 | (type == Packet.PUBREL ? 2 : 0), out -> out.writeShort(packetId));
    }

    /** Sends a DISCONNECT. */
    public void sendDisconnect(int code) {
        sendOnly(0xE0, out -> out.writeByte(code));
    }

    /** The next packet from the broker. */
    public Packet next() {
        return exchange(() -> {});
    }

    /** Sends a SUBSCRIBE of one filter and returns the answer. */
    public Packet subscribe(String filter) {
        return exchange(0x82, out -> {
            out.writeShort(PACKET_ID);
            out.writeByte(NO_PROPERTIES);
            text(out, filter);
            out.writeByte(1);
        });
    }

    /** Sends an UNSUBSCRIBE of one filter and returns the answer. */
    public Packet unsubscribe(String filter) {
        return exchange(0xA2, out -> {
            out.writeShort(PACKET_ID);
            out.writeByte(NO_PROPERTIES);
            text(out, filter);
        });
    }

    /** Sends a PUBLISH of QoS 1 and returns the answer. */
    public Packet publish(String topic, String payload) {
        return exchange(0x32, out -> {
            text(out, topic);
            out.writeShort(PACKET_ID);
            out.writeByte(NO_PROPERTIES);
            out.write(payload.getBytes(StandardCharsets.UTF_8));
        });
    }

    /** Ends the connection without a DISCONNECT, so that the will is published. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Body {
        void write(DataOutputStream out) throws IOException;
    }

    private interface Action {
        void run() throws IOException;
    }

    private Packet exchange(int header, Body body) {
        return exchange(() -> send(header, body));
    }

    private Packet exchange(Action first) {
        try {
            first.run();
            return read();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no answer", e);
        } catch (SocketException e) {
            return Packet.NONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sendOnly(int header, Body body) {
        try {
            send(header, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(int header, Body body) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        body.write(new DataOutputStream(content));
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(header);
        length(packet, content.size());
        content.writeTo(packet);
        packet.writeTo(socket.getOutputStream());
        socket.getOutputStream().flush();
    }

    private Packet read() throws IOException {
        int header = in.read();
        if (header < 0) {
            return Packet.NONE;
        }
        byte[] body = new byte[length()];
        in.readFully(body);
        return new Packet(header >> 4, header & 0xF, body);
    }

    private int length() throws IOException {
        int length = 0;
        int shift = 0;
        int next;
        do {
            next = in.readUnsignedByte();
            length |= (next & 0x7F) << shift;
            shift += 7;
        } while ((next & 0x80) != 0);
        return length;
    }

    private static void length(ByteArrayOutputStream out, int value) {
        int rest = value;
        do {
            int low = rest & 0x7F;
            rest >>= 7;
            out.write(rest > 0 ? low | 0x80 : low);
        } while (rest > 0);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(bytes.length);
        out.write(bytes);
    }
}
