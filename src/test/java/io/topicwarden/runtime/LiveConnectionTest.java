/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.topicwarden.runtime.PacketGates.Traffic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Gates are called for before the broker has them, and move only when they must. */
final class LiveConnectionTest extends RevokerCase {

    private final List<String> moves = new ArrayList<>();
    private boolean broken;
    private final PacketGates gates = new PacketGates() {
        @Override
        public void raise(Traffic traffic) {
            if (broken) {
                throw new OutOfMemoryError("for the test");
            }
            moves.add("up " + traffic);
        }

        @Override
        public void lower(Traffic traffic) {
            moves.add("down " + traffic);
        }
    };

    @Test
    void attach_nothingCalledFor_staysDown() {
        alice.attach(gates);

        assertThat(moves).isEmpty();
    }

    @Test
    void attach_oneCalledForBefore_isRaised() {
        alice.raise(Traffic.PUBLISHES);
        alice.attach(gates);

        assertThat(moves).containsExactly("up PUBLISHES");
    }

    @Test
    void attach_bothCalledForBefore_bothAreRaised() {
        alice.raise(Traffic.PUBLISHES);
        alice.raise(Traffic.DELIVERIES);
        alice.attach(gates);

        assertThat(moves).containsExactlyInAnyOrder("up DELIVERIES", "up PUBLISHES");
    }

    @Test
    void attach_calledForAndCalledOff_staysDown() {
        alice.raise(Traffic.DELIVERIES);
        alice.lower(Traffic.DELIVERIES);
        alice.attach(gates);

        assertThat(moves).isEmpty();
    }

    @Test
    void raise_twice_isRaisedOnce() {
        alice.attach(gates);
        alice.raise(Traffic.DELIVERIES);
        alice.raise(Traffic.DELIVERIES);
        alice.lower(Traffic.DELIVERIES);
        alice.lower(Traffic.DELIVERIES);

        assertThat(moves).containsExactly("up DELIVERIES", "down DELIVERIES");
    }

    @Test
    void lower_oneOfBoth_leavesTheOther() {
        alice.attach(gates);
        alice.raise(Traffic.DELIVERIES);
        alice.raise(Traffic.PUBLISHES);
        alice.lower(Traffic.PUBLISHES);

        assertThat(List.of(alice.isUp(Traffic.DELIVERIES), alice.isUp(Traffic.PUBLISHES)))
                .containsExactly(true, false);
    }

    /** Its will can be delayed for days, and the broker's objects are many times as large as it is. */
    @Test
    void remove_clientIsRemembered_holdsNothingOfTheBroker() {
        Object connection = new Object();
        alice.mark(connection);
        alice.attach(gates);
        assertThat(live.remove(alice)).isTrue();
        alice.raise(Traffic.DELIVERIES);

        assertThat(alice.isMarked(connection)).isFalse();
        assertThat(moves).isEmpty();
    }

    @Test
    void attach_clientIsGone_isRaisedAndLetGo() {
        alice.raise(Traffic.PUBLISHES);
        assertThat(live.remove(alice)).isTrue();
        alice.attach(gates);
        alice.raise(Traffic.DELIVERIES);

        assertThat(moves).containsExactly("up PUBLISHES");
    }

    /** If it passed for raised, it would not be tried again, and what it should stop would pass. */
    @Test
    void raise_fails_isTriedAgain() {
        alice.attach(gates);
        broken = true;
        assertThatThrownBy(() -> alice.raise(Traffic.DELIVERIES)).isInstanceOf(OutOfMemoryError.class);
        broken = false;
        alice.raise(Traffic.DELIVERIES);

        assertThat(moves).containsExactly("up DELIVERIES");
    }
}
