/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.time.Duration;

/**
 * Where it is written down what clients do.
 *
 * @param file relative to {@code topicwarden/} in the broker's log folder
 * @param writeEvery the time between two writings, at least a second
 */
public record ObserveSettings(String file, Duration writeEvery) {

    /** What counts where nothing else is said. */
    public static final ObserveSettings USUAL = new ObserveSettings("observed.jsonl", Duration.ofMinutes(1));
}
