/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Connections are told apart, also those of one client identifier of which one takes the place of the other. */
final class LiveClientsTest extends RevokerCase {

    private static final String ID = "alice-1";

    private ConnectedClient again() {
        return admitted(Attempts.on("tls").username("alice").clientId(ID));
    }

    @Test
    void find_tokenOfTheOnlyConnection_isFound() {
        assertThat(live.find(ID, alice.token())).containsSame(alice);
    }

    @Test
    void find_tokenOfNobody_isEmpty() {
        assertThat(live.find(ID, "none")).isEmpty();
    }

    @Test
    void find_otherClientIdentifier_isEmpty() {
        assertThat(live.find("bob-1", alice.token())).isEmpty();
    }

    @Test
    void find_takenOver_eachByItsToken() {
        ConnectedClient successor = again();

        assertThat(List.of(live.find(ID, alice.token()), live.find(ID, successor.token())))
                .map(found -> found.orElseThrow())
                .containsExactly(alice, successor);
    }

    @Test
    void isLatest_takenOver_isTheSuccessorAlone() {
        ConnectedClient successor = again();

        assertThat(List.of(live.isLatest(alice), live.isLatest(successor))).containsExactly(false, true);
    }

    @Test
    void all_takenOver_bothUntilTheirEndsAreTold() {
        ConnectedClient successor = again();

        assertThat(live.all()).containsExactlyInAnyOrder(alice, successor).hasSize(live.size());
    }

    @Test
    void remove_endOfThePredecessor_leavesTheSuccessor() {
        ConnectedClient successor = again();

        assertThat(live.remove(ID, alice.token())).containsSame(alice);
        assertThat(live.all()).containsExactly(successor);
    }

    @Test
    void remove_endOfTheSuccessor_leavesThePredecessorAndNoneThatIsTheLatest() {
        ConnectedClient successor = again();

        assertThat(live.remove(ID, successor.token())).containsSame(successor);
        assertThat(live.all()).containsExactly(alice);
        assertThat(live.isLatest(alice)).isFalse();
    }

    @Test
    void remove_twice_isThereTheFirstTimeOnly() {
        assertThat(List.of(live.remove(alice), live.remove(alice))).containsExactly(true, false);
    }

    @Test
    void contains_removed_no() {
        boolean removed = live.remove(alice);

        assertThat(live.contains(alice)).isNotEqualTo(removed);
    }

    @Test
    void all_whileConnectionsTakeOver_missesNone() {
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Integer> missed = CompletableFuture.supplyAsync(() -> {
            int without = 0;
            while (!done.get()) {
                without += live.all().contains(alice) ? 0 : 1;
            }
            return without;
        });
        List<ConnectedClient> successors = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            ConnectedClient successor = again();
            successors.add(successor);
            boolean unused = live.remove(successor);
        }
        done.set(true);

        assertThat(missed.join()).isZero();
        assertThat(successors).noneMatch(live::contains);
    }
}
