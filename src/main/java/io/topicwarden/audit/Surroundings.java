/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.time.InstantSource;

/**
 * What a log needs of the world.
 *
 * @param time the clock that ids, folds, retries and names of rotated files go by
 * @param failures who hears of failures
 * @param opener opens its files
 */
record Surroundings(InstantSource time, LogFailures failures, AppendFile.Opener opener) {

    static Surroundings real(InstantSource time, LogFailures failures) {
        return new Surroundings(time, failures, AppendFile.CHANNELS);
    }
}
