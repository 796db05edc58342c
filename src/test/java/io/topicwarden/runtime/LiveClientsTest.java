/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Connections are told apart, also those of one client identifier of which one takes the place of the other. */
final class LiveClientsTest extends RevokerCase {

    private static final String ID = "alice-1";

    private final Object connection = new Object();

    private ConnectedClient again() {
        return admitted(Attempts.on("tls").username("alice").clientId(ID));
    }

    @Test
    void find_theOnlyConnection_isFound() {
        alice.mark(connection);

        assertThat(live.find(ID, connection)).containsSame(alice);
    }

    @Test
    void find_connectionOfNobody_isEmpty() {
        alice.mark(connection);

        assertThat(live.find(ID, new Object())).isEmpty();
    }

    @Test
    void find_otherClientIdentifier_isEmpty() {
        alice.mark(connection);

        assertThat(live.find("bob-1", connection)).isEmpty();
    }

    @Test
    void find_takenOver_eachByItsConnection() {
        ConnectedClient successor = again();
        Object later = new Object();
        alice.mark(connection);
        successor.mark(later);

        assertThat(List.of(live.find(ID, connection), live.find(ID, later)))
                .map(found -> found.orElseThrow())
                .containsExactly(alice, successor);
    }

    @Test
    void isLatest_takenOver_isTheSuccessorAlone() {
        ConnectedClient successor = again();
        assertThat(successor.markAccepted()).isTrue();

        assertThat(List.of(live.isLatest(alice), live.isLatest(successor))).containsExactly(false, true);
    }

    @Test
    void all_takenOver_bothUntilTheirEndsAreTold() {
        ConnectedClient successor = again();

        assertThat(live.all()).containsExactlyInAnyOrder(alice, successor).hasSize(live.size());
    }

    @Test
    void remove_endOfThePredecessor_leavesTheSuccessor() {
        alice.mark(connection);
        ConnectedClient successor = again();

        assertThat(live.remove(ID, connection)).containsSame(alice);
        assertThat(live.all()).containsExactly(successor);
    }

    @Test
    void remove_endOfTheSuccessor_leavesThePredecessor() {
        ConnectedClient successor = again();
        successor.mark(connection);

        assertThat(live.remove(ID, connection)).containsSame(successor);
        assertThat(live.all()).containsExactly(alice);
    }

    @Test
    void isLatest_successorAcceptedAndGone_noMore() {
        ConnectedClient successor = again();
        assertThat(successor.markAccepted()).isTrue();
        assertThat(live.remove(successor)).isTrue();

        assertThat(live.isLatest(alice)).isFalse();
    }

    @Test
    void isLatest_acceptedOneGoneAndTheRefusedOneBeforeItToo_noMore() {
        ConnectedClient refused = again();
        ConnectedClient accepted = again();
        assertThat(accepted.markAccepted()).isTrue();
        assertThat(live.remove(accepted)).isTrue();
        assertThat(live.remove(refused)).isTrue();

        assertThat(live.isLatest(alice)).isFalse();
    }

    @Test
    void isLatest_successorGoneBeforeItWasAccepted_asBefore() {
        assertThat(live.remove(again())).isTrue();

        assertThat(live.isLatest(alice)).isTrue();
    }

    @Test
    void isLatest_successorNotAcceptedYet_still() {
        ConnectedClient unused = again();

        assertThat(live.isLatest(alice)).isTrue();
    }

    @Test
    void remove_oneOfThree_leavesTheOthers() {
        ConnectedClient second = again();
        ConnectedClient third = again();

        assertThat(live.remove(second)).isTrue();
        assertThat(live.all()).containsExactlyInAnyOrder(alice, third).hasSize(live.size());
    }

    @Test
    void remove_twice_isThereTheFirstTimeOnly() {
        assertThat(List.of(live.remove(alice), live.remove(alice))).containsExactly(true, false);
    }

    @Test
    void contains_removed_no() {
        assertThat(live.remove(alice)).isTrue();
        assertThat(live.contains(alice)).isFalse();
    }

    @Test
    void all_whileConnectionsTakeOver_missesNone() throws InterruptedException {
        AtomicReference<ConnectedClient> present = new AtomicReference<>(alice);
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch looking = new CountDownLatch(1);
        CompletableFuture<Integer> missed = CompletableFuture.supplyAsync(() -> {
            int without = 0;
            while (!done.get()) {
                ConnectedClient is = present.get();
                without += !live.all().contains(is) && present.get() == is ? 1 : 0;
                looking.countDown();
            }
            return without;
        });
        looking.await();
        for (int i = 0; i < 2_000; i++) {
            ConnectedClient before = present.getAndSet(again());
            assertThat(live.remove(before)).isTrue();
        }
        done.set(true);

        assertThat(missed.join()).isZero();
        assertThat(live.all()).containsExactly(present.get()).hasSize(live.size());
    }
}
