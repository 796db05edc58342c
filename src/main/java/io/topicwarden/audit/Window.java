/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.time.Duration;
import java.time.Instant;

/** A second that begins with an event, in which others are counted together. */
record Window(Instant begin) {

    static final Duration LENGTH = Duration.ofSeconds(1);

    /** Whether it is over; it also is when the clock was set back, lest it stay open for as long. */
    boolean isOver(Instant now) {
        return !now.isBefore(begin.plus(LENGTH)) || now.isBefore(begin);
    }
}
