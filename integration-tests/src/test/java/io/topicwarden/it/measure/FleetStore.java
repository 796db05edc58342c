/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.measure;

import io.topicwarden.it.Database;
import io.topicwarden.it.broker.Argon2id;
import io.topicwarden.it.broker.Await;
import io.topicwarden.it.broker.Broker;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.broker.Saving;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures the database of a fleet beside the file store: how fast clients connect, how soon a change is in force, and what an
 * identity in memory takes. Prints the rows of a table. Started by hand after {@code mvn package}, from the repository's root:
 *
 * <pre>{@code java -Dtopicwarden.repository="$PWD" -cp "integration-tests/target/test-classes:$(cat
 * integration-tests/target/demo.classpath)" io.topicwarden.it.measure.FleetStore [IDENTITIES] [CLIENTS]}</pre>
 */
public final class FleetStore {

    /** As many as a file of 64 MiB holds. */
    private static final int MOST_IN_FILE = 500_000;

    private static final int CHANGES = 20;
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Pattern TOTAL = Pattern.compile("Total +\\d+ +(\\d+)");
    private static final String PASSWORD = "correct horse battery staple";

    /** The weakest that is taken: what is measured here is the store. */
    private static final String HASH = Argon2id.hash(PASSWORD, 8, 1);

    /** So many wrong credentials, since those of clients that connect at the same time count as such until they are checked. */
    private static final String SETTINGS =
            """
            version: 1
            listeners:
              plain:
                authenticate: password
                client-id: ${username}
                plaintext: permitted
            throttle: {address: {burst: 10000, per-minute: 10000}}
            """;

    private static final String POLICY =
            """
            version: 1
            roles:
              device: {permissions: [{allow: publish, topics: "d/${client.id}"}]}
            assignments:
              - {roles: [device], when: {identity: "d*"}}
            """;

    private final int identities;
    private final int clients;

    private FleetStore(int identities, int clients) {
        this.identities = identities;
        this.clients = clients;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int identities = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int clients = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
        FleetStore measured = new FleetStore(identities, clients);
        say("| | |%n|---|---|");
        measured.files();
        measured.database();
    }

    private void files() throws IOException, InterruptedException {
        int held = Math.min(identities, MOST_IN_FILE);
        StringBuilder text = new StringBuilder("version: 1\nidentities:\n");
        for (int i = 0; i < held; i++) {
            text.append("  ")
                    .append(name(i))
                    .append(": {password: \"")
                    .append(HASH)
                    .append("\"}\n");
        }
        try (Broker broker = Broker.builder()
                .asInProduction()
                .listeners(Listener.tcp("plain"))
                .conf("topicwarden.yaml", SETTINGS)
                .conf("identities.yaml", text.toString())
                .conf("policy.yaml", POLICY)
                .start()) {
            say("| clients that connect, file store of %,d identities | %,d a second |", held, connects(broker));
            say("| the same clients again | %,d a second |", connects(broker));
        }
    }

    private void database() throws IOException, InterruptedException {
        try (Database database = new Database()) {
            database.push(POLICY);
            fill(database);
            try (Broker broker = broker(database)) {
                say(
                        "| clients that connect, database of %,d identities, none in memory | %,d a second |",
                        identities, connects(broker));
                long before = live(broker);
                say("| the same clients again, still none in memory | %,d a second |", connects(broker));
                save(broker, settings(database, 2 * clients));
                long unused = connects(broker);
                say("| the same clients again, all in memory | %,d a second |", connects(broker));
                say("| memory for an identity that is held | %,d bytes |", (live(broker) - before) / clients);
                policies(database, broker);
                disabled(database, broker);
            }
        }
    }

    private void fill(Database database) {
        long begun = System.nanoTime();
        database.server()
                .execute(
                        "INSERT INTO topicwarden.identity (name, password) SELECT 'd' || lpad(i::text, 7, '0'), '"
                                + HASH + "' FROM generate_series(0, " + (identities - 1) + ") AS i",
                        "VACUUM ANALYZE topicwarden.identity");
        say("| %,d identities inserted by one statement | %,d ms |", identities, millis(begun));
    }

    /** With room for one identity in memory, so that clients that are gone leave none behind. */
    private static Broker broker(Database database) {
        return Broker.builder()
                .asInProduction()
                .listeners(Listener.tcp("plain"))
                .conf("topicwarden.yaml", settings(database, 1))
                .start();
    }

    /** How many clients connect in a second; afterwards all of them are gone. */
    private long connects(Broker broker) throws IOException, InterruptedException {
        long unused = live(broker);
        URI address = broker.address("plain");
        try (Fleet fleet = new Fleet(address, UnaryOperator.identity(), PASSWORD, "")) {
            long begun = System.nanoTime();
            fleet.join(clients, i -> List.of(), FleetStore::name);
            return clients * TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - begun);
        }
    }

    private void policies(Database database, Broker broker) throws InterruptedException {
        long sum = 0;
        long most = 0;
        for (int i = 0; i < CHANGES; i++) {
            broker.log().mark();
            database.push(POLICY + "# " + i + "\n");
            long begun = System.nanoTime();
            while (broker.log().first(line -> line.contains("Policy in force")).isEmpty()) {
                Thread.sleep(1);
            }
            long took = millis(begun);
            sum += took;
            most = Math.max(most, took);
            Thread.sleep(100);
        }
        say(
                "| from the commit of a policy to its being in force | %,d ms in the mean, %,d ms at worst of %d |",
                sum / CHANGES, most, CHANGES);
    }

    private void disabled(Database database, Broker broker) throws IOException, InterruptedException {
        long sum = 0;
        long most = 0;
        try (Fleet fleet = new Fleet(broker.address("plain"), UnaryOperator.identity(), PASSWORD, "")) {
            fleet.join(CHANGES, i -> List.of(), FleetStore::name);
            for (int i = 0; i < CHANGES; i++) {
                int gone = i + 1;
                database.server()
                        .execute("UPDATE topicwarden.identity SET enabled = false WHERE name = '" + name(i) + "'");
                long begun = System.nanoTime();
                while (fleet.ended() < gone) {
                    Thread.sleep(1);
                }
                long took = millis(begun);
                sum += took;
                most = Math.max(most, took);
            }
        }
        say(
                "| from the commit of a disabled identity to the end of its connection | %,d ms in the mean, %,d ms at worst of %d |",
                sum / CHANGES, most, CHANGES);
    }

    private static void save(Broker broker, String settings) {
        broker.log().mark();
        Saving.RENAME_INTO_PLACE.save(broker.conf().resolve("topicwarden.yaml"), settings);
        Await.until("the settings", LONG, () -> broker.log()
                .first(line -> line.contains("Policy in force"))
                .isPresent());
    }

    private static String settings(Database database, int kept) {
        return SETTINGS
                + """
                store:
                  type: postgres
                  url: jdbc:postgresql://127.0.0.1:PORT/postgres?sslmode=disable
                  user: broker1
                  cache: {identities: KEPT}
                """
                        .replace("PORT", String.valueOf(database.server().port()))
                        .replace("KEPT", String.valueOf(kept));
    }

    /** What lives in the broker's heap, in bytes; all else has been collected. */
    private static long live(Broker broker) throws IOException {
        Process histogram = new ProcessBuilder("jcmd", String.valueOf(broker.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String text = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher total = TOTAL.matcher(text);
        return total.find() ? Long.parseLong(total.group(1)) : 0;
    }

    private static String name(int number) {
        return String.format("d%07d", number);
    }

    private static long millis(long begun) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    private static void say(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
