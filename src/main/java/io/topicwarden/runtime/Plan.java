/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What putting a snapshot in force does to the connected clients: a pure function of these, of what is in force and of what
 * is to come. What it does to their subscriptions is {@link Revocation}, one client at a time, since they change meanwhile.
 *
 * @param prospects what becomes of each client
 */
record Plan(Map<ConnectedClient, Prospect> prospects) {

    private static final Logger LOG = LoggerFactory.getLogger(Plan.class);

    /** A client whose connection ends before the snapshot comes in force, and why. */
    record Ending(ConnectedClient client, Revocation.Connection ending) {}

    static Plan of(Collection<ConnectedClient> clients, Snapshot next) {
        Map<ConnectedClient, Prospect> prospects = new HashMap<>();
        clients.forEach(client -> prospects.put(client, prospect(client, next)));
        return new Plan(prospects);
    }

    private static Prospect prospect(ConnectedClient client, Snapshot next) {
        try {
            return client.prospect(next);
        } catch (RuntimeException e) { // one client that cannot be compared must not keep the snapshot from all
            LOG.error("A client could not be compared with the new policy; its deliveries are decided", e);
            return new Prospect(Concern.LESS, Optional.empty());
        }
    }

    /** Whether it says anything of this client. */
    boolean covers(ConnectedClient client) {
        return prospects.containsKey(client);
    }

    /** Those that could lose something, so that their deliveries must be decided. */
    Stream<ConnectedClient> gated() {
        return where(concern -> concern == Concern.LESS);
    }

    /** Those whose subscriptions must be looked at. */
    Stream<ConnectedClient> concerned() {
        return where(concern -> concern != Concern.NONE);
    }

    /** Those that must not be connected any more once the snapshot is in force. */
    Stream<Ending> endings() {
        return prospects.entrySet().stream()
                .flatMap(entry -> entry.getValue().ending().stream().map(ending -> new Ending(entry.getKey(), ending)));
    }

    private Stream<ConnectedClient> where(Predicate<Concern> condition) {
        return prospects.entrySet().stream()
                .filter(entry -> condition.test(entry.getValue().concern()))
                .map(Map.Entry::getKey);
    }
}
