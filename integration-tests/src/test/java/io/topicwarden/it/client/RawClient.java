/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.client;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Bytes on a socket, for what the libraries refuse to send. MQTT 5 unless said otherwise; no TLS. */
public final class RawClient implements AutoCloseable {

    private static final int DEADLINE_MILLIS = 15_000;
    private static final int PACKET_ID = 7;
    private static final int NO_PROPERTIES = 0;

    private final Socket socket;
    private final DataInputStream in;

    private RawClient(URI address) throws IOException {
        socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(DEADLINE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    public static RawClient open(URI address) {
        try {
            return new RawClient(address);
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

    /** Sends a SUBSCRIBE of one filter and returns the answer. */
    public Packet subscribe(String filter) {
        return exchange(0x82, out -> {
            out.writeShort(PACKET_ID);
            out.writeByte(NO_PROPERTIES);
            text(out, filter);
            out.writeByte(1);
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

    private Packet exchange(int header, Body body) {
        try {
            send(header, body);
            return read();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no answer", e);
        } catch (SocketException e) {
            return Packet.NONE;
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
        return new Packet(header >> 4, body);
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
