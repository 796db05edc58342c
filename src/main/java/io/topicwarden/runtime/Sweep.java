/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.runtime.PacketGates.Traffic;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Looks at one client after another and takes from it what the snapshot in force no longer permits. */
final class Sweep {

    /** How long the broker may take for one answer. */
    private static final long BROKER_SECONDS = 15;

    private final BrokerSessions sessions;
    private final LiveClients live;
    private final Refusals refusals;

    Sweep(BrokerSessions sessions, LiveClients live, Refusals refusals) {
        this.sessions = sessions;
        this.live = live;
        this.refusals = refusals;
    }

    /**
     * Takes from a client what it may no longer have.
     *
     * @return when done, whether nothing was taken and nothing is filtered
     */
    CompletableFuture<Boolean> look(ConnectedClient client) {
        if (!live.contains(client)) {
            return CompletableFuture.completedFuture(true);
        }
        return sessions.subscriptions(client.client().clientId())
                .orTimeout(BROKER_SECONDS, TimeUnit.SECONDS)
                .thenCompose(held -> carryOut(client, client.revocation(held)));
    }

    private CompletableFuture<Boolean> carryOut(ConnectedClient client, Revocation revocation) {
        if (revocation instanceof Revocation.Connection connection) {
            return disconnect(client, connection);
        }
        Revocation.Subscriptions subscriptions = (Revocation.Subscriptions) revocation;
        if (subscriptions.isNothing()) {
            return CompletableFuture.completedFuture(true);
        }
        client.raise(Traffic.DELIVERIES);
        return unsubscribe(client, subscriptions.taken());
    }

    private CompletableFuture<Boolean> disconnect(ConnectedClient client, Revocation.Connection ending) {
        client.raise(Traffic.DELIVERIES);
        if (!live.isLatest(client)) { // its successor goes by the same identifier and has been admitted
            return CompletableFuture.completedFuture(false);
        }
        if (!client.markRevoked()) {
            return sessions.disconnect(client.client().clientId(), "").thenApply(done -> false);
        }
        String id = refusals.revokedConnection(client, ending, refusals.policyHash());
        return sessions.disconnect(client.client().clientId(), id).thenApply(done -> false);
    }

    /** Ends a connection for a snapshot that is to be put in force, so that its will is not published after that. */
    BrokerCall ending(ConnectedClient client, Revocation.Connection ending, Snapshot next) {
        client.raise(Traffic.DELIVERIES);
        boolean first = live.isLatest(client) && client.markRevoked();
        String id = first ? refusals.revokedConnection(client, ending, next.policyHash()) : "";
        return () -> live.isLatest(client)
                ? sessions.disconnect(client.client().clientId(), id)
                : CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<Boolean> unsubscribe(ConnectedClient client, List<Revocation.Taken> taken) {
        Set<String> filters =
                taken.stream().map(one -> one.subscription().topicFilter()).collect(Collectors.toUnmodifiableSet());
        CompletableFuture<Void> removed = filters.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : sessions.unsubscribe(client.client().clientId(), filters);
        return removed.thenApply(done -> {
            refusals.revokedSubscriptions(client, taken);
            return false;
        });
    }
}
