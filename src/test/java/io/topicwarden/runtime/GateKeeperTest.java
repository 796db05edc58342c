/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GateKeeperTest {

    private final List<String> moves = new ArrayList<>();
    private final GateKeeper keeper = new GateKeeper();
    private final PacketGate gate = new PacketGate() {
        @Override
        public void raise() {
            moves.add("up");
        }

        @Override
        public void lower() {
            moves.add("down");
        }
    };

    @Test
    void attach_nothingCalledFor_staysDown() {
        keeper.attach(gate);

        assertThat(moves).isEmpty();
    }

    @Test
    void attach_calledForBefore_isRaised() {
        keeper.raise();
        keeper.attach(gate);

        assertThat(moves).containsExactly("up");
    }

    @Test
    void attach_calledForAndCalledOff_staysDown() {
        keeper.raise();
        keeper.lower();
        keeper.attach(gate);

        assertThat(moves).isEmpty();
    }

    @Test
    void raise_twice_isRaisedOnce() {
        keeper.attach(gate);
        keeper.raise();
        keeper.raise();
        keeper.lower();
        keeper.lower();

        assertThat(moves).containsExactly("up", "down");
    }
}
