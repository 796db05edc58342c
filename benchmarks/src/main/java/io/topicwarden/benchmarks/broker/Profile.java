/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.broker;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds how often each broker has its turn
 * @param turn how long one turn lasts
 * @param warmUp how long each broker is loaded before anything counts
 * @param permissions sizes of the policy for publish rates
 * @param publishers numbers of publishers
 */
record Profile(int rounds, Duration turn, Duration warmUp, List<Integer> permissions, List<Integer> publishers) {

    /** Enough to see whether something has changed. */
    static final Profile QUICK =
            new Profile(3, Duration.ofMillis(1500), Duration.ofSeconds(6), List.of(10_000), List.of(1, 8));

    /** Enough for figures to publish. */
    static final Profile FULL =
            new Profile(7, Duration.ofSeconds(4), Duration.ofSeconds(20), List.of(10, 1_000, 10_000), List.of(1, 8));
}
