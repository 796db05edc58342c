/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A wire between two machines that can be cut and mended. */
public final class Proxy implements AutoCloseable {

    private final ServerSocket server;
    private final int target;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private volatile boolean cut;

    private Proxy(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    /** Passes on what comes to a port of its own. */
    public static Proxy to(int target) {
        try {
            Proxy proxy = new Proxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
            start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Ends what is connected, and everything that connects from now on. */
    public void cut() {
        cut = true;
        Socket socket = open.poll();
        while (socket != null) {
            close(socket);
            socket = open.poll();
        }
    }

    public void mend() {
        cut = false;
    }

    @Override
    public void close() {
        cut();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket from = server.accept();
                if (cut) {
                    close(from);
                } else {
                    join(from, new Socket(InetAddress.getLoopbackAddress(), target));
                }
            } catch (IOException e) {
                // the next one may come through
            }
        }
    }

    private void join(Socket from, Socket to) {
        open.add(from);
        open.add(to);
        start(() -> pass(from, to));
        start(() -> pass(to, from));
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one end is gone, and so is the other now
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
