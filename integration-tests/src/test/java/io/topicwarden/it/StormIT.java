/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.topicwarden.it.broker.Await;
import io.topicwarden.it.broker.Broker;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.client.Client;
import io.topicwarden.it.client.Library;
import io.topicwarden.it.client.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Fifty changes while a thousand messages a second flow. Each change takes what the last one gave, both from who
 * publishes and from who receives.
 */
@NeedsProcess("a thousand messages a second, and no load goes through a container")
final class StormIT {

    private static final int RELOADS = 50;

    /** A message to each of five topics as often as this: 1,000 messages a second. */
    private static final int PERIOD_MICROS = 5_000;

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
            denied-publish: refuse
            """;

    private static final String IDENTITIES =
            """
            version: 1
            identities:
              reader: {password: HASH, roles: [reader]}
              writer: {password: HASH, roles: [writer]}
            """
                    .replace("HASH", Site.HASH);

    private static final Site SITE = new Site();

    private static Broker broker;

    /** One message, the number of its round, and whether it was accepted; the connection is there until the end. */
    private record Sent(String topic, int number, CompletableFuture<Boolean> accepted) {}

    /** The rounds of messages that were sent and decided while one policy was in force. */
    private record Window(int policy, int from, int to) {}

    private final List<Sent> sent = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger rounds = new AtomicInteger();

    @BeforeAll
    static void start() {
        broker = SITE.broker()
                .listeners(Listener.tcp("plain"))
                .conf("topicwarden.yaml", SETTINGS)
                .conf("identities.yaml", IDENTITIES)
                .conf("policy.yaml", policy(0))
                .start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void storm_everyMessage_isAcceptedAndDeliveredAsThePolicyInForceSays() throws Exception {
        try (Client filtered = reader(Library.HIVEMQ_5, "reader-filtered");
                Client exact = reader(Library.PAHO_3, "reader-exact")) {
            assertThat(filtered.subscribe("storm/#", 1).accepted()).isTrue();
            for (String topic : List.of("storm/always", "storm/0")) {
                assertThat(exact.subscribe(topic, 1).accepted()).isTrue();
            }
            List<Window> windows = storm(filtered);

            String last = "storm/always " + (rounds.get() - 1);
            awaitPayload(filtered, last);
            awaitPayload(exact, last);
            assertAccepted(windows);
            assertDelivered(windows, payloads(filtered));
            assertAlways(payloads(exact));
            assertThat(payloads(exact))
                    .as("taken by the first change, and not given back by the second")
                    .noneMatch(payload -> payload.startsWith("storm/0 ")
                            && number(payload) > windows.get(1).from());
            System.out.printf("%d messages through %d reloads%n", sent.size(), RELOADS);
        }
    }

    private List<Window> storm(Client reader) throws Exception {
        Mqtt5AsyncClient writer = writer();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        ScheduledFuture<?> flow =
                clock.scheduleAtFixedRate(() -> sendRound(writer), 0, PERIOD_MICROS, TimeUnit.MICROSECONDS);
        List<Window> windows = new ArrayList<>();
        for (int reload = 0; reload <= RELOADS; reload++) {
            Site.save(broker, "policy.yaml", policy(reload));
            int from = rounds.get() + 1;
            int to = from + 2;
            awaitPayload(reader, "storm/always " + to); // so that all before it has been decided before the next change
            windows.add(new Window(reload % 2, from, to));
        }
        flow.cancel(false);
        clock.shutdown();
        assertThat(clock.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        CompletableFuture.allOf(sent.stream().map(Sent::accepted).toArray(CompletableFuture[]::new))
                .get(30, TimeUnit.SECONDS);
        writer.disconnect().get(30, TimeUnit.SECONDS);
        return windows;
    }

    /** The messages of a round are sent in this order, the one that is always permitted last. */
    private void sendRound(Mqtt5AsyncClient writer) {
        int round = rounds.get();
        for (String topic : List.of("storm/0", "storm/1", "say/0", "say/1", "storm/always")) {
            Mqtt5Publish publish = Mqtt5Publish.builder()
                    .topic(topic)
                    .payload((topic + " " + round).getBytes(StandardCharsets.UTF_8))
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .build();
            sent.add(new Sent(
                    topic,
                    round,
                    writer.publish(publish)
                            .handle((result, failure) ->
                                    failure == null && result.getError().isEmpty())));
        }
        rounds.incrementAndGet();
    }

    private void assertAccepted(List<Window> windows) {
        Map<Integer, Integer> policies = policies(windows);
        for (Sent one : List.copyOf(sent)) {
            Integer policy = policies.get(one.number());
            if (one.topic().startsWith("storm/")) {
                assertThat(one.accepted().join())
                        .as("%s is always permitted", one)
                        .isTrue();
            } else if (policy != null) {
                assertThat(one.accepted().join())
                        .as("%s under policy %d", one, policy)
                        .isEqualTo(one.topic().endsWith("/" + policy));
            }
        }
    }

    private void assertDelivered(List<Window> windows, List<String> received) {
        Set<String> delivered = new HashSet<>(received);
        assertThat(received).as("nothing twice").doesNotHaveDuplicates();
        assertAlways(received);
        policies(windows).forEach((number, policy) -> {
            assertThat(delivered).as("permitted by policy %d", policy).contains("storm/" + policy + " " + number);
            assertThat(delivered)
                    .as("forbidden by policy %d", policy)
                    .doesNotContain("storm/" + (1 - policy) + " " + number);
        });
    }

    /** All of what is always permitted, once, in order. */
    private void assertAlways(List<String> received) {
        assertThat(received.stream().filter(payload -> payload.startsWith("storm/always ")))
                .containsExactlyElementsOf(IntStream.range(0, rounds.get())
                        .mapToObj(i -> "storm/always " + i)
                        .toList());
    }

    /** By the number of the message, which policy was in force from before it was sent until after it was decided. */
    private static Map<Integer, Integer> policies(List<Window> windows) {
        Map<Integer, Integer> policies = new ConcurrentHashMap<>();
        windows.forEach(window ->
                IntStream.rangeClosed(window.from(), window.to()).forEach(i -> policies.put(i, window.policy())));
        return policies;
    }

    private static Mqtt5AsyncClient writer() throws Exception {
        Mqtt5AsyncClient client = MqttClient.builder()
                .useMqttVersion5()
                .identifier("writer-storm")
                .serverHost(broker.address("plain").getHost())
                .serverPort(broker.address("plain").getPort())
                .simpleAuth()
                .username("writer")
                .password(Site.PASSWORD.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildAsync();
        client.connect().get(30, TimeUnit.SECONDS);
        return client;
    }

    private static Client reader(Library library, String id) {
        return Site.connected(library, Site.user(broker, "plain", "reader", id));
    }

    private static int number(String payload) {
        return Integer.parseInt(payload.substring(payload.indexOf(' ') + 1));
    }

    private static List<String> payloads(Client client) {
        return List.copyOf(client.received()).stream().map(Message::payload).toList();
    }

    private static void awaitPayload(Client client, String payload) {
        Await.until("the message `" + payload + "`", () -> client.received().stream()
                .anyMatch(message -> message.payload().equals(payload)));
    }

    private static String policy(int number) {
        int permitted = number % 2;
        return """
                version: 1
                roles:
                  reader:
                    permissions:
                      - allow: subscribe
                        topics: [storm/always, storm/%d]
                  writer:
                    permissions:
                      - allow: publish
                        topics: [storm/always, storm/0, storm/1, say/%d]
                # change %d
                """
                .formatted(permitted, permitted, number);
    }
}
