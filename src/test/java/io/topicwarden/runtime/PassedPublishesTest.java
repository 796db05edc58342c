/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.engine.Decision;
import io.topicwarden.policy.ReasonCode;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A publish that has passed the gate is remembered for as long as the broker takes to ask again, and for one answer. */
final class PassedPublishesTest {

    private static final long NOW = 1_000;

    /** Any decision will do: it is handed back as it came. */
    private static final Decision DECISION =
            new Decision.Denied(ReasonCode.NO_PERMISSION, "", Optional.empty(), Optional.empty(), Optional.empty());

    private final PassedPublishes passed = new PassedPublishes();

    @Test
    void take_passed_givesItsDecisionOnce() {
        passed.add(publish("a"), DECISION, NOW);

        assertThat(passed.take(publish("a"), NOW)).contains(DECISION);
        assertThat(passed.take(publish("a"), NOW)).isEmpty();
        assertThat(passed.isEmpty()).isTrue();
    }

    @Test
    void take_anotherPublish_givesNothing() {
        passed.add(publish("a"), DECISION, NOW);

        assertThat(passed.take(new PassedPublishes.Publish("a", 1, true, 7), NOW))
                .isEmpty();
    }

    @Test
    void take_outOfOrder_forgetsWhatPassedBefore() {
        passed.add(publish("dropped by another extension"), DECISION, NOW);
        passed.add(publish("a"), DECISION, NOW);

        assertThat(passed.take(publish("a"), NOW)).contains(DECISION);
        assertThat(passed.take(publish("dropped by another extension"), NOW)).isEmpty();
    }

    @Test
    void take_longAfterItPassed_givesNothing() {
        passed.add(publish("a"), DECISION, NOW);

        assertThat(passed.take(publish("a"), NOW + Duration.ofSeconds(3).toNanos()))
                .isEmpty();
    }

    @Test
    void add_moreThanCanBeOnTheirWay_forgetsTheOldest() {
        passed.add(publish("oldest"), DECISION, NOW);
        for (int i = 0; i < 1_024; i++) {
            passed.add(publish("a"), DECISION, NOW);
        }

        assertThat(passed.take(publish("oldest"), NOW)).isEmpty();
    }

    private static PassedPublishes.Publish publish(String topic) {
        return new PassedPublishes.Publish(topic, 1, false, 7);
    }
}
