/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What the broker can do with sessions. A future that fails may be tried again later: the broker limits such calls. */
public interface BrokerSessions {

    /** Whether there is a session of this client identifier, connected or stored. */
    CompletableFuture<Boolean> exists(String clientId);

    /** The subscriptions that the session of this client identifier holds; none if there is no session. */
    CompletableFuture<List<HeldSubscription>> subscriptions(String clientId);

    /** Takes subscriptions away. What is queued already stays queued. */
    CompletableFuture<Void> unsubscribe(String clientId, Set<String> topicFilters);

    /**
     * Ends the connection of this client identifier, if there is one; its will is not published, whatever comes first,
     * from the return of this method on, unless the future has failed by then.
     *
     * @param reason what an MQTT 5 client is told, the id of a record
     */
    CompletableFuture<Void> disconnect(String clientId, String reason);

    /**
     * Takes back the delayed will of a client that is gone, if there is one. A client of this identifier that is connected
     * after all is disconnected. The broker does it before this returns, unless the future has failed by then.
     */
    CompletableFuture<Void> takeBackWill(String clientId);
}
