/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.observed;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.audit.EventAction;
import io.topicwarden.policy.Client;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SeenTrafficTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    private final List<Bound> hit = new ArrayList<>();
    private final SeenTraffic seen = new SeenTraffic(hit::add);

    private void publish(Client client, String topic, long bytes, Outcome outcome, Instant at) {
        seen.note(client, known -> Set.of("sensor"), EventAction.PUBLISH, Traffic.publish(topic, bytes), outcome, at);
    }

    private Observed observed() {
        return seen.observed(START, START);
    }

    @Test
    void note_severalTimes_countsOutcomesAndKeepsGreatestPayloadsAndTimes() {
        publish(Traffic.client("s1"), "a/b", 10, Outcome.ALLOWED, START);
        publish(Traffic.client("s1"), "a/b", 30, Outcome.ALLOWED, START.plusSeconds(1));
        publish(Traffic.client("s1"), "a/b", 90, Outcome.REFUSED, START.plusSeconds(2));

        assertThat(observed().clients())
                .singleElement()
                .extracting(ObservedClient::observations)
                .isEqualTo(List.of(
                        new Observation(Traffic.published("a/b"), 2, 0, 1, 30, 90, START, START.plusSeconds(2))));
    }

    @Test
    void note_newClient_keepsTheRolesThatItHolds() {
        publish(Traffic.client("s1"), "a/b", 10, Outcome.ALLOWED, START);

        assertThat(observed().clients()).extracting(ObservedClient::roles).containsExactly(Set.of("sensor"));
    }

    @Test
    void note_otherAttributes_isAnotherClient() {
        publish(Traffic.client("s1", Map.of("site", List.of("x"))), "a/b", 1, Outcome.ALLOWED, START);
        publish(Traffic.client("s1", Map.of("site", List.of("y"))), "a/b", 1, Outcome.ALLOWED, START);

        assertThat(observed().clients()).hasSize(2);
    }

    @Test
    void note_moreActivitiesThanOneClientMayHave_areCountedAndToldOnce() {
        Client client = Traffic.client("s1");
        for (int i = 0; i < SeenTraffic.MOST_ACTIVITIES + 5; i++) {
            publish(client, "a/" + i, 1, Outcome.ALLOWED, START);
        }

        assertThat(observed().clients().get(0).observations()).hasSize(SeenTraffic.MOST_ACTIVITIES);
        assertThat(observed().leftOut()).isEqualTo(Map.of(Bound.ACTIVITIES, 5L));
        assertThat(hit).containsExactly(Bound.ACTIVITIES);
    }

    @Test
    void note_knownActivityAtTheBound_isStillCounted() {
        Client client = Traffic.client("s1");
        for (int i = 0; i < SeenTraffic.MOST_ACTIVITIES; i++) {
            publish(client, "a/" + i, 1, Outcome.ALLOWED, START);
        }
        publish(client, "a/0", 1, Outcome.ALLOWED, START);

        assertThat(observed().isComplete()).isTrue();
    }

    @Test
    void note_topicTooLong_isLeftOutRatherThanCut() {
        publish(Traffic.client("s1"), "x".repeat(SeenTraffic.LONGEST_TEXT + 1), 1, Outcome.ALLOWED, START);

        assertThat(observed().leftOut()).isEqualTo(Map.of(Bound.TEXTS, 1L));
        assertThat(observed().clients().get(0).observations()).isEmpty();
    }

    @Test
    void note_nameTooLong_isLeftOut() {
        publish(Traffic.client("x".repeat(SeenTraffic.LONGEST_TEXT + 1)), "a", 1, Outcome.ALLOWED, START);

        assertThat(observed().clients()).isEmpty();
        assertThat(observed().leftOut()).isEqualTo(Map.of(Bound.TEXTS, 1L));
    }

    @Test
    void note_moreThanTheMemory_isLeftOutAndCounted() {
        String topic = "x".repeat(SeenTraffic.LONGEST_TEXT - 10);
        int noted = 0;
        for (int c = 0; hit.isEmpty() && c < 100; c++) {
            Client client = Traffic.client("c" + c);
            for (int i = 0; hit.isEmpty() && i < SeenTraffic.MOST_ACTIVITIES; i++) {
                publish(client, topic + i, 1, Outcome.ALLOWED, START);
                noted++;
            }
        }

        assertThat(hit).containsExactly(Bound.MEMORY);
        assertThat((long) noted * 2 * topic.length()).isBetween(SeenTraffic.MOST_BYTES / 2, SeenTraffic.MOST_BYTES);
    }

    @Test
    void note_moreClientsThanMayBe_areLeftOutAndCounted() {
        for (int i = 0; i < SeenTraffic.MOST_CLIENTS + 3; i++) {
            publish(Traffic.client("c" + i), "a", 1, Outcome.ALLOWED, START);
        }

        assertThat(observed().clients()).hasSize(SeenTraffic.MOST_CLIENTS);
        assertThat(observed().leftOut()).isEqualTo(Map.of(Bound.CLIENTS, 3L));
    }

    @Test
    void add_whatWasSeenBefore_isSummed() {
        publish(Traffic.client("s1"), "a/b", 10, Outcome.ALLOWED, START);
        SeenTraffic next = new SeenTraffic(hit::add);
        next.add(observed());
        next.add(observed());

        assertThat(next.observed(START, START).clients()).singleElement().satisfies(client -> assertThat(
                        client.observations())
                .extracting(Observation::allowed)
                .containsExactly(2L));
    }

    @Test
    void note_byManyThreads_losesNothing() throws InterruptedException {
        Client client = Traffic.client("s1");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int t = 0; t < 4; t++) {
            threads.execute(() -> {
                for (int i = 0; i < 1_000; i++) {
                    publish(client, "a/" + i % 10, 1, Outcome.ALLOWED, START);
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        assertThat(observed().clients().get(0).observations()).hasSize(10).allSatisfy(one -> assertThat(one.allowed())
                .isEqualTo(400));
    }
}
