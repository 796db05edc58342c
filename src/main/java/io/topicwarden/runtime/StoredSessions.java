/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.topicwarden.conf.Sha256;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.ReasonCode;
import io.topicwarden.runtime.PacketGates.Traffic;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Sessions that outlive their connections: whose they are, and whether what they hold is still permitted. */
final class StoredSessions {

    /** Of how many sessions it is remembered that they were left with nothing forbidden in them. */
    private static final int MOST_LEFT_CLEAN = 1_000_000;

    private final ActiveSnapshot active;
    private final LiveClients live;
    private final BrokerSessions sessions;
    private final SessionOwners owners;
    private final Sweep sweep;
    private final Cache<String, Left> leftClean =
            Caffeine.newBuilder().maximumSize(MOST_LEFT_CLEAN).build();

    /**
     * How a session was left.
     *
     * @param generation under which snapshot
     * @param client by whom, as a hash: the same client can come back through another listener, or from another network
     */
    private record Left(long generation, String client) {

        static Left of(ActiveSnapshot.InForce now, ConnectedClient client) {
            Client known = now.snapshot()
                    .map(snapshot -> snapshot.asPoliciesSee(client.client()))
                    .orElse(client.client());
            return new Left(now.generation(), Sha256.of(known.toString()));
        }
    }

    StoredSessions(
            ActiveSnapshot active, LiveClients live, BrokerSessions sessions, SessionOwners owners, Sweep sweep) {
        this.active = active;
        this.live = live;
        this.sessions = sessions;
        this.owners = owners;
        this.sweep = sweep;
    }

    /** Notes that a client begins a session anew. */
    void begins(ConnectedClient client, boolean persists) {
        leftClean.invalidate(client.client().clientId());
        owners.note(client.client().clientId(), identity(client), persists);
        if (!persists) {
            client.markSessionEnding();
        }
    }

    /**
     * Decides a resumed session before its client is told that it is connected: it must not be another identity's;
     * subscriptions that are not permitted are taken, and what is queued is decided as it is delivered.
     */
    CompletableFuture<Optional<Refusal>> resume(ConnectedClient client, boolean persists) {
        String clientId = client.client().clientId();
        String identity = identity(client);
        if (client.before() != null || !isAsItWasLeft(client)) {
            client.raise(Traffic.DELIVERIES); // whom it takes the place of can still have let in what is forbidden
        }
        leftClean.invalidate(clientId); // it says nothing of what this one will leave
        CompletableFuture<Boolean> foreign = owners.mayResume(clientId, identity)
                ? CompletableFuture.completedFuture(false)
                : sessions.exists(clientId);
        return foreign.thenCompose(isForeign -> {
            if (isForeign) {
                return CompletableFuture.completedFuture(Optional.of(new Refusal(
                        ReasonCode.CLIENT_ID,
                        "the stored session of client identifier `" + clientId + "` is another identity's")));
            }
            owners.note(clientId, identity, persists);
            return sweep.look(client).thenApply(clean -> Optional.empty());
        });
    }

    /** Notes that a client is gone, and whether all that its session can hold is permitted as things stand. */
    void ended(ConnectedClient client) {
        if (client.isSessionEnding()
                || client.isReplaced()
                || live.isHeld(client.client().clientId())) {
            return; // it leaves no session, or the session is another connection's by now, or has been
        }
        ActiveSnapshot.InForce now = active.inForce();
        if (client.isDecidedUnder(now.snapshot()) && !client.isUp(Traffic.DELIVERIES)) {
            leftClean.put(client.client().clientId(), Left.of(now, client));
        } else {
            leftClean.invalidate(client.client().clientId());
        }
    }

    /**
     * What was queued since is permitted if no snapshot has come in force since, the client is the same in all that
     * permissions can ask for, and the hour does not matter.
     */
    private boolean isAsItWasLeft(ConnectedClient client) {
        ActiveSnapshot.InForce now = active.inForce();
        Left left = leftClean.getIfPresent(client.client().clientId());
        return left != null
                && left.equals(Left.of(now, client))
                && now.snapshot()
                        .filter(snapshot -> snapshot.timeWindows().isEmpty())
                        .isPresent();
    }

    private static String identity(ConnectedClient client) {
        return client.client().identity().orElse("");
    }
}
