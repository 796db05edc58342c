/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.runtime.PacketGates.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a clock that is set takes from a connected client, and what not. */
final class RevokerClockTest extends RevokerCase {

    private static final Duration DAY = Duration.ofDays(1);

    /** Alice came when her block was over. */
    @BeforeEach
    void block() {
        off.set(DAY.multipliedBy(2));
        conf.write(
                "policy.yaml",
                Conf.POLICY + "  - when: {identity: alice}\n    until: "
                        + Instant.now().plus(DAY) + "\n");
        revoker.enforce(conf.load(time));
        revoker.tick();
    }

    @Test
    void block_clockSetBackBeforeItsEnd_endsTheConnection() throws InterruptedException {
        off.set(Duration.ZERO);
        revoker.tick();

        assertThat(alice.isUp(Traffic.DELIVERIES)).isTrue();
        assertThat(sessions.told.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(sessions.calls()).anyMatch(call -> call.startsWith("disconnect alice-1"));
    }

    /** Whoever is due for one reason must be decided anew for the others too. */
    @Test
    void block_windowClosesAtTheSameTime_endsTheConnection() throws InterruptedException {
        String today = time.instant()
                .atZone(ZoneOffset.UTC)
                .getDayOfWeek()
                .getDisplayName(TextStyle.SHORT, Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        conf.write(
                "policy.yaml",
                Conf.POLICY.replace(
                                "/status\n",
                                "/status\n      - allow: publish\n        topics: shift\n"
                                        + "        when: {time: {zone: UTC, days: " + today + "}}\n")
                        + "  - when: {identity: alice}\n    until: "
                        + Instant.now().plus(DAY) + "\n");
        revoker.enforce(conf.load(time));
        revoker.tick();
        off.set(Duration.ZERO);
        revoker.tick();

        assertThat(sessions.told.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(sessions.calls()).anyMatch(call -> call.startsWith("disconnect alice-1"));
    }

    @Test
    void block_clockSetBackToAfterItsEnd_leavesTheConnectionAlone() {
        off.set(DAY.plusHours(1));
        revoker.tick();

        assertThat(alice.isUp(Traffic.DELIVERIES)).isFalse();
        assertThat(revoker.pending()).isZero();
        assertThat(sessions.calls()).isEmpty();
    }

    @Test
    void block_clockSetAheadAndBackBetweenTwoLooks_endsWhoCameMeanwhile() {
        off.set(Duration.ZERO);
        revoker.tick();
        off.set(DAY.multipliedBy(2));
        ConnectedClient meanwhile =
                admitted(Attempts.on("tls").username("alice").clientId("alice-2"));
        off.set(Duration.ZERO);
        revoker.tick();

        assertThat(meanwhile.isUp(Traffic.DELIVERIES)).isTrue();
    }
}
