/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.Permission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Laws of decisions on single topics, on random policies. */
final class TopicLawsTest {

    private static final int CASES = 1_000;
    private static final int TOPICS = 10;

    @Test
    void publish_anyPolicy_agreesWithOracle() {
        cases().forEach(random -> {
            ClientPermissions permissions = random.bound();
            for (int i = 0; i < TOPICS; i++) {
                String topic = random.topic();
                int qos = random.qos();
                boolean retain = random.random().nextBoolean();
                long payload = 9L + random.random().nextInt(4);
                assertThat(permissions.publish(topic, qos, retain, payload).isAllowed())
                        .as("publish %s qos %s retain %s payload %s, %s", topic, qos, retain, payload, random)
                        .isEqualTo(
                                random.oracle().mayPublish(qos, retain, payload).test(topic));
            }
        });
    }

    /** Nothing that is permitted to somebody's subscriptions is kept from him, and nothing else delivered. */
    @Test
    void deliver_ofAQos_agreesWithOracleOnSubscriptions() {
        cases().forEach(random -> {
            ClientPermissions permissions = random.bound();
            for (int i = 0; i < TOPICS; i++) {
                String topic = random.topic();
                int qos = random.qos();
                assertThat(permissions.deliver(topic, qos).isAllowed())
                        .as("deliver %s, QoS %d, %s", topic, qos, random)
                        .isEqualTo(random.oracle().mayReceive(qos).test(topic));
            }
        });
    }

    @Test
    void subscribe_filterWithoutWildcards_agreesWithOracleOnTopic() {
        cases().forEach(random -> {
            ClientPermissions permissions = random.bound();
            for (int i = 0; i < TOPICS; i++) {
                String topic = random.topic();
                assertThat(permissions.subscribe(topic, 0).isAllowed())
                        .as("subscribe %s, %s", topic, random)
                        .isEqualTo(random.oracle().mayRead(0, Optional.empty()).test(topic));
            }
        });
    }

    @Test
    void publish_permissionsInAnotherOrder_sameDecision() {
        cases().forEach(random -> {
            List<Permission> shuffled = new ArrayList<>(random.permissions());
            Collections.shuffle(shuffled, new Random(1));
            ClientPermissions permissions = Policies.bind(random.client(), shuffled);
            for (int i = 0; i < TOPICS; i++) {
                String topic = random.topic();
                assertThat(permissions.publish(topic, 1, false, 10))
                        .as("publish %s, %s", topic, random)
                        .hasToString(random.bound().publish(topic, 1, false, 10).toString());
            }
        });
    }

    @Test
    void publish_topicDeniedBesides_isDenied() {
        cases().forEach(random -> {
            String topic = random.topic();
            ClientPermissions permissions =
                    Policies.bind(random.client(), with(random.permissions(), Permissions.deny(Action.PUBLISH, topic)));
            assertThat(permissions.publish(topic, 0, false, 0).isAllowed())
                    .as("publish %s, %s", topic, random)
                    .isFalse();
        });
    }

    @Test
    void publish_unrelatedPermissionBesides_sameDecision() {
        cases().forEach(random -> {
            Permissions unrelated = random.random().nextBoolean()
                    ? Permissions.allow(Action.PUBLISH, "unrelated/#", "+/unrelated")
                    : Permissions.deny(Action.PUBLISH, "unrelated/#", "+/unrelated");
            ClientPermissions permissions = Policies.bind(random.client(), with(random.permissions(), unrelated));
            for (int i = 0; i < TOPICS; i++) {
                String topic = random.topic();
                assertThat(permissions.publish(topic, 0, true, 10))
                        .as("publish %s, %s", topic, random)
                        .hasToString(random.bound().publish(topic, 0, true, 10).toString());
            }
        });
    }

    private static List<Permission> with(List<Permission> permissions, Permissions another) {
        return Stream.concat(permissions.stream(), Stream.of(another.in("r", permissions.size() + 1)))
                .toList();
    }

    private static Stream<RandomCase> cases() {
        return LongStream.range(0, CASES).mapToObj(RandomCase::new);
    }
}
