/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.policy.Client;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The clients admitted and not yet gone, by connection. The end of an old connection can be told after the start of its
 * successor, so connections are told apart by their tokens and never by client identifier alone.
 */
public final class LiveClients {

    private final ConcurrentMap<String, ConnectedClient> byToken = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, ConnectedClient> latestByClientId = new ConcurrentHashMap<>();
    private volatile Optional<Snapshot> coming = Optional.empty();

    /** Notes an admitted client. While a snapshot is being put in force its deliveries are decided. */
    void add(ConnectedClient client) {
        byToken.put(client.token(), client);
        latestByClientId.put(client.client().clientId(), client);
        if (coming.isPresent()) {
            client.deliveries().raise();
        }
    }

    /** The client of this connection, if it is still there. */
    public Optional<ConnectedClient> find(String token) {
        return Optional.ofNullable(byToken.get(token));
    }

    /** Forgets a connection; the client it was, if it was still there. */
    public Optional<ConnectedClient> remove(String token) {
        Optional<ConnectedClient> gone = Optional.ofNullable(byToken.remove(token));
        gone.ifPresent(client -> latestByClientId.remove(client.client().clientId(), client));
        return gone;
    }

    /** Notes a snapshot that is being put in force, so that who is added meanwhile is not missed; empty once it is. */
    void coming(Optional<Snapshot> next) {
        coming = next;
    }

    /** The snapshot that is being put in force. */
    Optional<Snapshot> coming() {
        return coming;
    }

    /** Whether no later connection goes by this client's identifier. */
    boolean isLatest(ConnectedClient client) {
        return latestByClientId.get(client.client().clientId()) == client;
    }

    /** How many there are. */
    public int size() {
        return byToken.size();
    }

    /** All of them, as they are while one looks. */
    public Collection<ConnectedClient> all() {
        return byToken.values();
    }

    /** Whether a live client of another identity uses this client's identifier. */
    boolean isHeldByAnother(Client client) {
        ConnectedClient holder = latestByClientId.get(client.clientId());
        return holder != null && !holder.client().identity().equals(client.identity());
    }
}
