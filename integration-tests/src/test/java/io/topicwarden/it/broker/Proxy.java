/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** A wire between two machines that can be cut, mended, made slow, and led to another machine. */
public final class Proxy implements AutoCloseable {

    private static final int BUFFER = 8192;

    private final ServerSocket server;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private volatile int target;
    private volatile boolean cut;
    private volatile Duration delay = Duration.ZERO;

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
        delay = Duration.ZERO;
    }

    /** Everything that the target says from now on comes so much later. */
    public void slow(Duration by) {
        delay = by;
    }

    /** Leads to another target, after ending what is connected. */
    public void lead(int otherTarget) {
        target = otherTarget;
        cut();
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
                    lead(from);
                }
            } catch (IOException e) {
                // the next one may come through
            }
        }
    }

    private void lead(Socket from) throws IOException {
        try {
            join(from, new Socket(InetAddress.getLoopbackAddress(), target));
        } catch (IOException e) {
            from.close();
        }
    }

    private void join(Socket from, Socket to) {
        open.add(from);
        open.add(to);
        start(() -> pass(from, to, () -> Duration.ZERO));
        start(() -> pass(to, from, () -> delay));
    }

    private static void pass(Socket from, Socket to, Supplier<Duration> delay) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            int count = from.getInputStream().read(buffer);
            while (count >= 0) {
                Thread.sleep(delay.get().toMillis());
                to.getOutputStream().write(buffer, 0, count);
                count = from.getInputStream().read(buffer);
            }
        } catch (IOException e) {
            // one end is gone, and so is the other now
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
