/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Many clients to look at, and a broker that does or does not want to be asked about them. */
final class RoundsTest extends RevokerCase {

    private static final int CLIENTS = 50;

    @Test
    void begin_brokerAnswers_asksAboutEverybodyInOneRound() throws InterruptedException {
        assertThat(askedInOneRound()).isEqualTo(CLIENTS);
    }

    /** It can be set to answer so many calls a second, which are there for other extensions too. */
    @Test
    void begin_brokerRefuses_asksAFewTimesAndLeavesTheRestForLater() throws InterruptedException {
        sessions.broken = true;

        assertThat(askedInOneRound()).isEqualTo(16);
    }

    /** One that loses its place, or ends the round, would in the end stop revocation. */
    @Test
    void begin_brokerThrowsAnError_goesOnAsIfItHadRefused() throws InterruptedException {
        sessions.error = Optional.of(new OutOfMemoryError("thrown by a test"));

        assertThat(askedInOneRound()).isEqualTo(16);
    }

    private int askedInOneRound() throws InterruptedException {
        List<ConnectedClient> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(admitted(Attempts.on("tls").username("alice").clientId("alice-" + (100 + i))));
        }
        Refusals refusals = refusals();
        CountDownLatch over = new CountDownLatch(1);
        int before = sessions.lookedAt.get();
        try (Rounds rounds = new Rounds(live, telemetry)) {
            rounds.begin(new Sweep(sessions, live, refusals), clients);
            rounds.later(over::countDown);
            assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(rounds.pending()).isEqualTo(CLIENTS);
            return sessions.lookedAt.get() - before;
        }
    }
}
