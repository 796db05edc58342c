/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.measure;

import io.topicwarden.it.broker.Argon2id;
import io.topicwarden.it.broker.Await;
import io.topicwarden.it.broker.Broker;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.broker.Saving;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * Measures what a changed policy costs with many clients, and a delivery that is decided. Started by hand after {@code mvn
 * package}, from the repository's root:
 *
 * <pre>{@code java -Dtopicwarden.repository="$PWD" -cp "integration-tests/target/test-classes:$(cat
 * integration-tests/target/demo.classpath)" io.topicwarden.it.measure.Revocations [CLIENTS] [TAKEN]}</pre>
 */
public final class Revocations {

    private static final int SUBSCRIPTIONS = 10;
    private static final int FILTERED_CLIENTS = 20;
    private static final int MESSAGES = 20_000;
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String PASSWORD = "correct horse battery staple";

    private static final String SETTINGS =
            """
            version: 1
            listeners:
              plain:
                authenticate: password
                client-id: ${username}-*
                plaintext: permitted
            subscriptions:
              partly-permitted: filter
            """;

    private static final String POLICY =
            """
            version: 1
            roles:
              fleet:
                permissions:
                  - allow: subscribe
                    topics: [TOPICS]
                  - allow: subscribe
                    topics: "open/#"
                    wildcards: measured
                  - allow: subscribe
                    topics: "part/+/yes"
                    wildcards: measured
                  - allow: publish
                    topics: wills
              writer:
                permissions: [{allow: publish, every-topic: true, wildcards: measured}]
              nobody:
                permissions: [{allow: publish, topics: nothing}]
            """;

    private final int clients;
    private final int taken;
    private final Broker broker;

    private Revocations(int clients, int taken) {
        this.clients = clients;
        this.taken = taken;
        String hash = '"' + Argon2id.hash(PASSWORD) + '"';
        broker = Broker.builder()
                .asInProduction()
                .listeners(Listener.tcp("plain"))
                .conf("topicwarden.yaml", SETTINGS)
                .conf(
                        "identities.yaml",
                        """
                        version: 1
                        identities:
                          fleet: {password: HASH, roles: [fleet]}
                          writer: {password: HASH, roles: [writer]}
                        """
                                .replace("HASH", hash))
                .conf("policy.yaml", policy(SUBSCRIPTIONS))
                .start();
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int clients = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        int taken = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        Revocations measured = new Revocations(clients, taken);
        try {
            measured.revocation();
            measured.wills();
            measured.deliveries();
        } finally {
            measured.broker.close();
        }
    }

    /** The first so many of the topics of each client. */
    private static String policy(int kept) {
        List<String> topics = IntStream.range(0, kept)
                .mapToObj(i -> "\"c/${client.id}/" + i + '"')
                .toList();
        return POLICY.replace("[TOPICS]", "[" + String.join(", ", topics) + ", none]");
    }

    private void revocation() throws IOException, InterruptedException {
        try (Fleet fleet = new Fleet(broker.address("plain"), "fleet", PASSWORD);
                Fleet writer = new Fleet(broker.address("plain"), "writer", PASSWORD)) {
            long begun = System.nanoTime();
            fleet.join(clients, "fleet-", i -> topics("fleet-" + i));
            writer.join(1, "writer-", i -> List.of());
            say("%d clients with %d subscriptions each connected in %d ms", clients, SUBSCRIPTIONS, millis(begun));
            for (int change = 0; change < 4; change++) {
                untouched(change);
            }
            AtomicBoolean over = new AtomicBoolean();
            Thread flow = flow(writer.member(0), over);
            fleet.watch("/" + (SUBSCRIPTIONS - 1)); // which is taken
            Thread.sleep(1000);
            taken(fleet);
            over.set(true);
            flow.join();
        }
    }

    private void untouched(int change) throws InterruptedException {
        Thread.sleep(2000);
        long cpu = broker.cpu().toMillis();
        long begun = save(policy(SUBSCRIPTIONS).replace("topics: nothing", "topics: nothing-" + change));
        broker.log().await("Policy in force");
        say("  %s", broker.log().lines().get(0));
        say("a change that touches nobody: in force after %d ms", millis(begun));
        Thread.sleep(2000);
        say("  %d ms of the broker's CPU within 2 s of it", broker.cpu().toMillis() - cpu);
    }

    private void taken(Fleet fleet) throws InterruptedException, IOException {
        long deliveries = fleet.deliveries();
        long cpu = broker.cpu().toMillis();
        long begun = save(policy(SUBSCRIPTIONS - taken));
        Await.until("the change", LONG, () -> broker.log()
                .first(line -> line.contains("Policy in force"))
                .isPresent());
        say("a change that takes %d subscriptions from each: in force after %d ms", taken, millis(begun));
        long records = (long) clients * taken;
        long due = System.nanoTime() + LONG.toNanos();
        while (records() < records && System.nanoTime() < due) {
            Thread.sleep(20);
        }
        say("  %d of %d revocations on record after %d ms", records(), records, millis(begun));
        long last = fleet.lastWatched();
        say(
                "  last delivery of what was taken %d ms after the save; %d other deliveries meanwhile",
                last == 0 ? -1 : TimeUnit.NANOSECONDS.toMillis(last - begun), fleet.deliveries() - deliveries);
        say("  %d ms of the broker's CPU; %d clients lost", broker.cpu().toMillis() - cpu, fleet.ended());
        broker.log().lines().stream().filter(line -> line.contains("again")).forEach(line -> say("  log: %s", line));
    }

    /** The connections whose wills a change forbids are ended before it comes in force. */
    private void wills() throws IOException, InterruptedException {
        save(policy(SUBSCRIPTIONS));
        broker.log().await("Policy in force");
        try (Fleet fleet = new Fleet(broker.address("plain"), "fleet", PASSWORD, "wills")) {
            fleet.join(clients, "fleet-w", i -> List.of());
            long begun = save(policy(SUBSCRIPTIONS).replace("topics: wills", "topics: other"));
            Await.until("the change", LONG, () -> broker.log()
                    .first(line -> line.contains("Policy in force"))
                    .isPresent());
            say("a change that forbids the wills of %d clients: in force after %d ms", clients, millis(begun));
            Await.until("the end of the connections", LONG, () -> fleet.ended() == clients);
            say("  all of them disconnected after %d ms", millis(begun));
        }
    }

    /** What one delivery costs, decided and not decided: the same messages to the same number of clients. */
    private void deliveries() throws IOException, InterruptedException {
        for (int round = 0; round < 4; round++) {
            double open = delivered("open/#", "open/a/yes", "open-" + round + "-");
            double part = delivered("part/#", "part/a/yes", "part-" + round + "-");
            say(
                    "a delivery: %.1f µs of the broker's CPU unfiltered, %.1f µs filtered, ratio %.2f",
                    open, part, part / open);
        }
    }

    private double delivered(String filter, String topic, String prefix) throws IOException, InterruptedException {
        try (Fleet readers = new Fleet(broker.address("plain"), "fleet", PASSWORD);
                Fleet writer = new Fleet(broker.address("plain"), "writer", PASSWORD)) {
            readers.join(FILTERED_CLIENTS, "fleet-" + prefix, i -> List.of(filter));
            writer.join(1, "writer-" + prefix, i -> List.of());
            long expected = (long) MESSAGES * FILTERED_CLIENTS;
            long cpu = broker.cpu().toMillis();
            for (int sent = 0; sent < MESSAGES; sent++) {
                writer.member(0).publish(topic, "measured");
                while ((long) sent * FILTERED_CLIENTS - readers.deliveries() > 50 * FILTERED_CLIENTS) {
                    Thread.onSpinWait(); // QoS 0 is dropped where the reader cannot follow
                }
            }
            Await.until("all deliveries", LONG, () -> readers.deliveries() >= expected);
            return 1000.0 * (broker.cpu().toMillis() - cpu) / expected;
        }
    }

    private Thread flow(Member writer, AtomicBoolean over) {
        Thread thread = new Thread(() -> {
            try {
                for (int i = 0; !over.get(); i++) {
                    writer.publish("c/fleet-" + i * 7919L % clients + "/" + i % SUBSCRIPTIONS, "x");
                    if (i % 2 == 0) {
                        Thread.sleep(1);
                    }
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        return thread;
    }

    private static List<String> topics(String clientId) {
        return IntStream.range(0, SUBSCRIPTIONS)
                .mapToObj(i -> "c/" + clientId + "/" + i)
                .toList();
    }

    private long save(String text) {
        broker.log().mark();
        Saving.RENAME_INTO_PLACE.save(broker.conf().resolve("policy.yaml"), text);
        return System.nanoTime();
    }

    /** How many lines say `revoke`; counted as bytes, since parsing 50,000 lines would take longer than writing them. */
    private long records() throws IOException {
        Path file = broker.denials().folder().resolve("denials.jsonl");
        if (!Files.exists(file)) {
            return 0;
        }
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.contains("\"event.action\":\"revoke\""))
                    .count();
        }
    }

    private static long millis(long begun) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    private static void say(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
