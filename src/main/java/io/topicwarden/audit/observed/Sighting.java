/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.observed;

import java.time.Instant;

/** One activity of one client, counted. Guarded by its client. */
final class Sighting {

    private long allowed;
    private long filtered;
    private long refused;
    private long payloadBytes;
    private long refusedBytes;
    private Instant first;
    private Instant last;

    Sighting(Instant first) {
        this.first = first;
        this.last = first;
    }

    void count(Outcome outcome, long payload, Instant now) {
        switch (outcome) {
            case ALLOWED -> {
                allowed++;
                payloadBytes = Math.max(payloadBytes, payload);
            }
            case FILTERED -> filtered++;
            case REFUSED -> {
                refused++;
                refusedBytes = Math.max(refusedBytes, payload);
            }
        }
        last = now;
    }

    void add(Observation earlier) {
        allowed += earlier.allowed();
        filtered += earlier.filtered();
        refused += earlier.refused();
        payloadBytes = Math.max(payloadBytes, earlier.payloadBytes());
        refusedBytes = Math.max(refusedBytes, earlier.refusedBytes());
        first = first.isBefore(earlier.first()) ? first : earlier.first();
        last = last.isAfter(earlier.last()) ? last : earlier.last();
    }

    Observation of(Activity activity) {
        return new Observation(activity, allowed, filtered, refused, payloadBytes, refusedBytes, first, last);
    }
}
