/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.observed;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What clients were seen to do.
 *
 * @param since when the observing began
 * @param written up to when it goes
 * @param leftOut what is missing: for each bound that was hit, how many actions it left out
 */
public record Observed(Instant since, Instant written, Map<Bound, Long> leftOut, List<ObservedClient> clients) {

    public Observed {
        leftOut = Map.copyOf(leftOut);
        clients = List.copyOf(clients);
    }

    /** Whether nothing is missing. */
    public boolean isComplete() {
        return leftOut.isEmpty();
    }
}
