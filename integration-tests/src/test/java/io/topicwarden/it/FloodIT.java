/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.it.broker.Await;
import io.topicwarden.it.broker.Broker;
import io.topicwarden.it.broker.Entry;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.client.Client;
import io.topicwarden.it.client.Library;
import io.topicwarden.it.client.Message;
import io.topicwarden.it.client.RawClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A flood of wrong passwords: known clients go on, every refusal is counted, and little is written. */
final class FloodIT {

    private static final String SETTINGS =
            """
            version: 1
            listeners:
              plain:
                authenticate: password
                client-id: ${username}-*
                plaintext: permitted
            throttle:
              address: {burst: 40, per-minute: 6}
            """;

    private static final String IDENTITIES =
            """
            version: 1
            identities:
              alice: {password: HASH, roles: [writer]}
              known: {password: HASH, roles: [writer]}
            """
                    .replace("HASH", Site.HASH);

    private static final String POLICY =
            """
            version: 1
            roles:
              writer:
                permissions:
                  - allow: publish
                    topics: data
            """;

    private static final int BAD_CREDENTIALS = 0x86;
    private static final int SERVER_BUSY = 0x89;
    private static final int SERVER_UNAVAILABLE_OF_MQTT_3 = 3;
    private static final int BAD_CREDENTIALS_OF_MQTT_3 = 4;

    /** How many attempts a flood is; more by {@code -Dtopicwarden.flood}. */
    private static final int ATTEMPTS = Integer.getInteger("topicwarden.flood", 2_000);

    private static final int THREADS = 8;
    private static final Duration COUNTED = Duration.ofSeconds(60);

    private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();

    @SuppressWarnings("NullAway.Init")
    private Broker broker;

    @BeforeEach
    void start() {
        broker = Broker.builder()
                .listeners(Listener.tcp("plain"))
                .conf("topicwarden.yaml", SETTINGS)
                .conf("identities.yaml", IDENTITIES)
                .conf("policy.yaml", POLICY)
                .start();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    @NeedsProcess("a flood, and no load goes through a container")
    void flood_ofWrongPasswords_isCountedExactlyWhileAKnownClientGoesOn() {
        Site.connected(Library.HIVEMQ_5, Site.user(broker, "plain", "known", "known-1"))
                .close();
        CompletableFuture<Void> flood = flood(i -> guess("alice-" + i % THREADS, "alice", "guess-" + i));
        int visits = visitUntilDone(flood);

        assertThat(visits).as("visits of the known client meanwhile").isPositive();
        assertCounted();
        assertThat(answers.keySet()).as("answers").containsExactlyInAnyOrder(BAD_CREDENTIALS, SERVER_BUSY);
        assertThat(answers(BAD_CREDENTIALS))
                .as("passwords looked at")
                .isGreaterThanOrEqualTo(20)
                .isLessThan(60);
    }

    /** Nothing about a guesser needs to stay the same but its address. */
    @Test
    @NeedsProcess("a flood, and no load goes through a container")
    void flood_ofNewNamesAndClientIds_writesLittleAndIsCountedExactly() {
        CompletableFuture<Void> flood = flood(i -> guess("id-" + i, "name-" + i, "guess-" + i));
        long begun = System.nanoTime();
        flood.join();
        long seconds = 2 + Duration.ofNanos(System.nanoTime() - begun).toSeconds();

        assertCounted();
        assertThat(broker.denials().lines().size()).as("lines in %d s", seconds).isLessThanOrEqualTo((int)
                Math.min(ATTEMPTS, 2 * 101 * seconds));
    }

    @Test
    @NeedsProcess("a flood, and no load goes through a container")
    void flood_atOneAddress_doesNotLockOutTheOwnerAtAnother() {
        flood(i -> guess("alice-" + i % THREADS, "alice", "guess-" + i)).join();
        assertThat(answers(SERVER_BUSY)).as("turned away unseen").isPositive();

        assertThat(connect("127.0.0.2", "alice-there", Site.PASSWORD)).isZero();
        assertThat(connect("127.0.0.1", "alice-here", Site.PASSWORD))
                .as("known by now, also at the address of the guesser")
                .isZero();
    }

    @Test
    void guesses_overMqtt3_areToldThatTheServerIsUnavailable() {
        Set<Integer> codes = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            try (RawClient client = RawClient.open(broker.address("plain"))) {
                codes.add(client.connect(4, "alice-3", "alice", "guess-" + i).connackCode());
            }
        }

        assertThat(codes).containsExactlyInAnyOrder(BAD_CREDENTIALS_OF_MQTT_3, SERVER_UNAVAILABLE_OF_MQTT_3);
    }

    /** Comes and goes, and publishes each time; returns how often. */
    private int visitUntilDone(CompletableFuture<Void> flood) {
        int visits = 0;
        while (!flood.isDone()) {
            try (Client known =
                    Site.connected(Library.HIVEMQ_5, Site.user(broker, "plain", "known", "known-" + visits))) {
                assertThat(known.publish(Message.of("data", "x")).accepted()).isTrue();
            }
            visits++;
        }
        flood.join();
        return visits;
    }

    private CompletableFuture<Void> flood(IntConsumer attempt) {
        long begun = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CompletableFuture<?>[] all = IntStream.range(0, ATTEMPTS)
                .mapToObj(i -> CompletableFuture.runAsync(() -> attempt.accept(i), threads))
                .toArray(CompletableFuture<?>[]::new);
        threads.shutdown();
        return CompletableFuture.allOf(all)
                .thenRun(() -> System.out.printf(
                        "%d attempts in %d ms%n",
                        ATTEMPTS, Duration.ofNanos(System.nanoTime() - begun).toMillis()));
    }

    private void guess(String clientId, String name, String password) {
        try (RawClient client = RawClient.open(broker.address("plain"))) {
            int code = client.connect(clientId, name, password).connackCode();
            answers.merge(code, 1, Integer::sum);
        }
    }

    private int connect(String from, String clientId, String password) {
        try (RawClient client = RawClient.open(broker.address("plain"), from)) {
            return client.connect(clientId, "alice", password).connackCode();
        }
    }

    private void assertCounted() {
        Await.until("all refusals", COUNTED, () -> broker.denials().count(any -> true) >= ATTEMPTS);
        assertThat(broker.denials().count(any -> true)).isEqualTo(ATTEMPTS);
        assertThat(broker.denials().count(FloodIT::isThrottled)).isEqualTo(answers(SERVER_BUSY));
    }

    private static boolean isThrottled(Entry entry) {
        return entry.reason().equals("throttled");
    }

    private int answers(int code) {
        return answers.getOrDefault(code, 0);
    }
}
