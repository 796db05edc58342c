/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.policy.Client;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The clients admitted and not yet gone, by connection. The end of an old connection can be told after the start of its
 * successor, so connections are told apart by their tokens and never by client identifier alone.
 */
public final class LiveClients {

    private final ConcurrentMap<String, ConnectedClient> latestByClientId = new ConcurrentHashMap<>();

    /** By token, those whose successors have been admitted before their own ends were told: few, and not for long. */
    private final ConcurrentMap<String, ConnectedClient> superseded = new ConcurrentHashMap<>();

    private volatile Optional<Snapshot> coming = Optional.empty();

    /** Notes an admitted client. While a snapshot is being put in force its deliveries are decided. */
    void add(ConnectedClient client) {
        ConnectedClient unused = latestByClientId.compute(client.client().clientId(), (clientId, before) -> {
            if (before != null) {
                superseded.put(before.token(), before); // first, so that it is always in one of the two
            }
            return client;
        });
        if (coming.isPresent()) {
            client.deliveries().raise();
        }
    }

    /** The client of this connection, if it is still there. */
    public Optional<ConnectedClient> find(String clientId, String token) {
        ConnectedClient latest = latestByClientId.get(clientId);
        return latest != null && latest.token().equals(token)
                ? Optional.of(latest)
                : Optional.ofNullable(superseded.get(token));
    }

    /** Forgets a connection; the client it was, if it was still there. */
    public Optional<ConnectedClient> remove(String clientId, String token) {
        return find(clientId, token).filter(this::remove);
    }

    /** Forgets a connection; whether it was still there. */
    public boolean remove(ConnectedClient client) {
        return latestByClientId.remove(client.client().clientId(), client) || superseded.remove(client.token(), client);
    }

    /** Whether this connection is still there. */
    public boolean contains(ConnectedClient client) {
        return isLatest(client) || superseded.get(client.token()) == client;
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
        return latestByClientId.size() + superseded.size();
    }

    /** All of them, as they are while one looks. */
    public Collection<ConnectedClient> all() {
        List<ConnectedClient> latest = List.copyOf(latestByClientId.values());
        return superseded.isEmpty() ? latest : together(latest, superseded.values());
    }

    /** Looked at in this order none is missed, but one that is superseded meanwhile is met twice. */
    private static Collection<ConnectedClient> together(
            Collection<ConnectedClient> latest, Collection<ConnectedClient> superseded) {
        Set<ConnectedClient> all = new LinkedHashSet<>(latest);
        all.addAll(superseded);
        return all;
    }

    /** Whether a live client of another identity uses this client's identifier. */
    boolean isHeldByAnother(Client client) {
        ConnectedClient holder = latestByClientId.get(client.clientId());
        return holder != null && !holder.client().identity().equals(client.identity());
    }
}
