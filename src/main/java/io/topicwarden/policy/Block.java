/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.time.Instant;
import java.util.Optional;

/**
 * Refuses the connection of every client for which {@code when} holds.
 *
 * @param reason the operator's words, empty if there are none
 * @param until the instant from which it no longer holds; empty means for ever
 */
public record Block(When when, String reason, Optional<Instant> until, SourceSpan span) {

    /** Whether this client is refused at this instant. */
    public boolean holds(Client client, Instant now) {
        return isInForce(now) && when.holds(client, now);
    }

    /** What a refusal by it says: its place, and the operator's words if there are any. */
    public String message() {
        return "blocked by " + span.fileAndLine() + (reason.isEmpty() ? "" : ": " + reason);
    }

    /** Whether it refuses anybody at this instant. */
    public boolean isInForce(Instant now) {
        return until.isEmpty() || now.isBefore(until.get());
    }
}
