/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is told otherwise. */
final class SettableTime implements InstantSource {

    static final Instant START = Instant.parse("2026-11-23T02:30:00.123Z");

    private volatile Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    void add(Duration duration) {
        now = now.plus(duration);
    }
}
