/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import java.time.Instant;
import java.time.InstantSource;

/** Time that goes on whatever anybody sets the clock to: for how long something lasts, not for when it is. */
final class SteadyTime implements InstantSource {

    private final long begun = System.nanoTime();

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(System.nanoTime() - begun);
    }
}
