/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import javax.net.ssl.SSLSocket;

/** One MQTT connection, for one thread. What is sent waits in a buffer until {@link #flush}. */
final class Connection implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;
    private static final int TIMEOUT_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] incoming = new byte[BUFFER];
    private byte[] outgoing = new byte[BUFFER];
    private int read;
    private int available;
    private int pending;
    private int type;
    private int id;

    private Connection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /** Connects, or throws. */
    static Connection open(int port, Login login) throws IOException {
        Socket plain = new Socket();
        try {
            plain.setTcpNoDelay(true);
            plain.setSoTimeout(TIMEOUT_MILLIS);
            plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            Connection connection = new Connection(login.tls().isPresent() ? encrypted(plain, login) : plain);
            connection.send(Packets.connect(login));
            connection.flush();
            connection.expect(Packets.CONNACK);
            return connection;
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    private static Socket encrypted(Socket plain, Login login) throws IOException {
        SSLSocket socket = (SSLSocket)
                login.tls().orElseThrow().getSocketFactory().createSocket(plain, "127.0.0.1", plain.getPort(), true);
        socket.startHandshake();
        return socket;
    }

    void send(byte[] packet) {
        if (pending + packet.length > outgoing.length) {
            outgoing = Arrays.copyOf(outgoing, Math.max(pending + packet.length, 2 * outgoing.length));
        }
        System.arraycopy(packet, 0, outgoing, pending, packet.length);
        pending += packet.length;
    }

    void flush() throws IOException {
        if (pending > 0) {
            out.write(outgoing, 0, pending);
            pending = 0;
        }
    }

    /** Whether a packet has begun to arrive, so that {@link #receive} will not wait long. */
    boolean hasMore() {
        return read < available;
    }

    /** Takes the next packet; {@link #type} and {@link #id} tell what it was. */
    void receive() throws IOException {
        int first = next();
        type = first >> 4;
        int length = 0;
        int shift = 0;
        int part;
        do {
            part = next();
            length |= (part & 0x7F) << shift;
            shift += 7;
        } while ((part & 0x80) != 0);
        if (type == Packets.PUBLISH || length < 2) {
            id = 0;
            skip(length);
        } else {
            id = next() << 8 | next();
            skip(length - 2);
        }
    }

    /** The kind of the packet last received (§2.2.1). */
    int type() {
        return type;
    }

    /** Its packet identifier; of a CONNACK the flags and the return code, of a PUBLISH 0. */
    int id() {
        return id;
    }

    void subscribe(String topicFilter, int qos) throws IOException {
        send(Packets.subscribe(topicFilter, qos));
        flush();
        expect(Packets.SUBACK);
    }

    private void expect(int expected) throws IOException {
        receive();
        if (type != expected || (type == Packets.CONNACK && (id & 0xFF) != 0)) {
            throw new IOException("refused: packet type " + type + ", code " + (id & 0xFF));
        }
    }

    private int next() throws IOException {
        if (read == available) {
            available = in.read(incoming);
            read = 0;
            if (available <= 0) {
                available = 0;
                throw new EOFException("the broker has closed the connection");
            }
        }
        return incoming[read++] & 0xFF;
    }

    private void skip(int bytes) throws IOException {
        int rest = bytes;
        while (rest > available - read) {
            rest -= available - read;
            read = available;
            int unused = next();
            rest--;
        }
        read += rest;
    }

    /** Takes leave, so that no will is published and the session ends. */
    @Override
    public void close() throws IOException {
        try {
            send(Packets.disconnect());
            flush();
        } catch (IOException e) {
            // it is gone already
        } finally {
            socket.close();
        }
    }

    /** Ends it from another thread, which makes one that waits for a packet give up. */
    void abort() throws IOException {
        socket.close();
    }
}
