/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Clients that are connected and do nothing, in as little memory as possible. */
public final class IdleClients implements AutoCloseable {

    private static final int CONNACK_BYTES = 4;
    private static final int AT_ONCE = 32;

    private final List<SocketChannel> channels = new ArrayList<>();

    /** Connects so many more, some at once, and returns when all are accepted. */
    public void connect(int port, int count, IntFunction<Login> logins) throws IOException {
        int last = channels.size() + count;
        while (channels.size() < last) {
            int first = channels.size();
            for (int i = first; i < Math.min(last, first + AT_ONCE); i++) {
                SocketChannel channel =
                        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                channels.add(channel);
                int unused = channel.write(ByteBuffer.wrap(Packets.connect(logins.apply(i))));
            }
            for (SocketChannel channel : channels.subList(first, channels.size())) {
                accepted(channel);
            }
        }
    }

    private static void accepted(SocketChannel channel) throws IOException {
        ByteBuffer connack = ByteBuffer.allocate(CONNACK_BYTES);
        while (connack.hasRemaining()) {
            if (channel.read(connack) < 0) {
                throw new IOException("the broker has closed the connection");
            }
        }
        if (connack.get(CONNACK_BYTES - 1) != 0) {
            throw new IOException("refused with code " + connack.get(CONNACK_BYTES - 1));
        }
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
        channels.clear();
    }
}
