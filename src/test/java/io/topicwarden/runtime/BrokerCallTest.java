/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the broker refuses to hear it is told again, and nothing else. */
final class BrokerCallTest {

    private final List<String> told = new ArrayList<>();

    @Test
    void insist_taken_isToldOnce() {
        assertThat(BrokerCall.insist(List.of(refusing("a", 0), refusing("b", 0))))
                .isEmpty();
        assertThat(told).containsExactly("a", "b");
    }

    @Test
    void insist_refusedAtFirst_isToldAgainUntilTaken() {
        assertThat(BrokerCall.insist(List.of(refusing("a", 2), refusing("b", 0))))
                .isEmpty();
        assertThat(told).containsExactly("a", "b", "a", "a");
    }

    @Test
    void insist_refusedAlways_isGivenBack() {
        BrokerCall never = refusing("a", Integer.MAX_VALUE);

        assertThat(BrokerCall.insist(List.of(never))).containsExactly(never);
        assertThat(told).hasSize(BrokerCall.ATTEMPTS);
    }

    /** It may go on for long after it has been taken. */
    @Test
    void insist_notDoneYet_isNotWaitedFor() {
        assertThat(BrokerCall.insist(List.of(CompletableFuture::new))).isEmpty();
    }

    private BrokerCall refusing(String name, int times) {
        int[] left = {times};
        return () -> {
            told.add(name);
            return left[0]-- > 0
                    ? CompletableFuture.failedFuture(new IllegalStateException("rate limit"))
                    : CompletableFuture.completedFuture(null);
        };
    }
}
