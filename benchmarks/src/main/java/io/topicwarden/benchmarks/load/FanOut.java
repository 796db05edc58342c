/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * One publisher and many subscribers that get all of it with QoS 0.
 *
 * @param publisher who publishes, with QoS 1, so that the broker sets the pace
 * @param subscribers who subscribes
 * @param topicFilter to this
 */
public record FanOut(Publishing publisher, List<Login> subscribers, String topicFilter) {

    /** Publishes for so long; how many deliveries a second the subscribers got all together. */
    public double run(Duration duration) throws IOException, InterruptedException {
        List<Connection> connections = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        LongAdder deliveries = new LongAdder();
        try {
            for (Login login : subscribers) {
                Connection connection = Connection.open(publisher.port(), login);
                connections.add(connection);
                connection.subscribe(topicFilter, 0);
                Thread thread = new Thread(() -> count(connection, deliveries), "subscriber");
                threads.add(thread);
                thread.start();
            }
            long begin = System.nanoTime();
            Publishing.Outcome unused = publisher.run(duration);
            return deliveries.sum() * 1e9 / (System.nanoTime() - begin);
        } finally {
            for (Connection connection : connections) {
                connection.abort();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private static void count(Connection connection, LongAdder deliveries) {
        try {
            while (true) {
                connection.receive();
                if (connection.type() == Packets.PUBLISH) {
                    deliveries.increment();
                }
            }
        } catch (IOException e) {
            // ended from outside
        }
    }
}
