/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Publishers that send as fast as they are answered, each with a window of messages under way.
 *
 * @param port of the broker on the loopback interface
 * @param logins one for each publisher
 * @param topic what all of them publish to
 * @param qos 0 to 2; of QoS 0, which nobody answers, every so many messages one of QoS 1 is sent and waited for
 * @param window how many messages of a publisher may be unanswered, at most 65,535
 */
public record Publishing(int port, List<Login> logins, String topic, int qos, int window) {

    private static final int PAYLOAD_BYTES = 100;

    /**
     * What was measured.
     *
     * @param perSecond messages answered a second, of all publishers together
     * @param latencies from sending a message until it was answered; of QoS 0 those of the marks
     */
    public record Outcome(double perSecond, Latencies latencies) {}

    /** What one publisher did. */
    private record Share(long messages, Latencies latencies) {}

    /** Publishes for so long. */
    public Outcome run(Duration duration) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(logins.size());
        List<Connection> connections = new ArrayList<>();
        try {
            for (Login login : logins) {
                connections.add(Connection.open(port, login));
            }
            long begin = System.nanoTime();
            long end = begin + duration.toNanos();
            List<Callable<Share>> tasks = new ArrayList<>();
            connections.forEach(connection -> tasks.add(() -> publish(connection, end)));
            List<Future<Share>> shares = threads.invokeAll(tasks);
            return sum(shares, System.nanoTime() - begin);
        } finally {
            threads.shutdownNow();
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private static Outcome sum(List<Future<Share>> shares, long nanos) throws IOException, InterruptedException {
        long messages = 0;
        Latencies latencies = new Latencies();
        for (Future<Share> share : shares) {
            try {
                messages += share.get().messages();
                latencies.add(share.get().latencies());
            } catch (ExecutionException e) {
                throw new IOException("a publisher failed", e);
            }
        }
        return new Outcome(messages * 1e9 / nanos, latencies);
    }

    private Share publish(Connection connection, long end) throws IOException {
        return qos == 0 ? unanswered(connection, end) : answered(connection, end);
    }

    private Share unanswered(Connection connection, long end) throws IOException {
        byte[] message = Packets.publish(topic, 0, PAYLOAD_BYTES);
        byte[] mark = Packets.publish(topic, 1, PAYLOAD_BYTES);
        mark[Packets.idOffset(mark, topic) + 1] = 1;
        Latencies latencies = new Latencies();
        long messages = 0;
        while (System.nanoTime() < end) {
            long begin = System.nanoTime();
            for (int i = 1; i < window; i++) {
                connection.send(message);
            }
            connection.send(mark);
            connection.flush();
            connection.receive();
            latencies.add(System.nanoTime() - begin);
            messages += window;
        }
        return new Share(messages, latencies);
    }

    private Share answered(Connection connection, long end) throws IOException {
        byte[] message = Packets.publish(topic, qos, PAYLOAD_BYTES);
        int idOffset = Packets.idOffset(message, topic);
        long[] sent = new long[window + 1];
        Latencies latencies = new Latencies();
        int underWay = 0;
        for (int id = 1; id <= window; id++) {
            underWay += send(connection, message, idOffset, id, sent);
        }
        while (underWay > 0) {
            if (!connection.hasMore()) {
                connection.flush();
            }
            connection.receive();
            if (connection.type() == Packets.PUBREC) {
                connection.send(Packets.pubrel(connection.id()));
            } else if (connection.type() == Packets.PUBACK || connection.type() == Packets.PUBCOMP) {
                long now = System.nanoTime();
                latencies.add(now - sent[connection.id()]);
                underWay--;
                if (now < end) {
                    underWay += send(connection, message, idOffset, connection.id(), sent);
                }
            }
        }
        return new Share(latencies.total(), latencies);
    }

    private static int send(Connection connection, byte[] message, int idOffset, int id, long[] sent) {
        message[idOffset] = (byte) (id >> 8);
        message[idOffset + 1] = (byte) id;
        sent[id] = System.nanoTime();
        connection.send(message);
        return 1;
    }
}
