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
        keeper.raiseFor(1);
        keeper.attach(gate);

        assertThat(moves).containsExactly("up");
    }

    @Test
    void lower_afterTheLastSweep_goesDown() {
        keeper.attach(gate);
        keeper.raiseFor(1);
        keeper.lowerAfter(1);

        assertThat(moves).containsExactly("up", "down");
    }

    @Test
    void lower_whileALaterSweepGoesOn_staysUp() {
        keeper.attach(gate);
        keeper.raiseFor(1);
        keeper.raiseFor(2);
        keeper.lowerAfter(1);

        assertThat(keeper.isUp()).isTrue();
        keeper.lowerAfter(2);
        assertThat(moves).containsExactly("up", "down");
    }

    @Test
    void lower_raisedForGood_staysUp() {
        keeper.attach(gate);
        keeper.raiseFor(1);
        keeper.raiseForGood();
        keeper.lowerAfter(1);

        assertThat(moves).containsExactly("up");
    }
}
