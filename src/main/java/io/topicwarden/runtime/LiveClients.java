/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.policy.Client;
import io.topicwarden.runtime.PacketGates.Traffic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The clients admitted and not yet gone, by connection. The end of an old connection can be told after the start of its
 * successor, so connections are told apart by the broker's own objects for them and never by client identifier alone.
 */
public final class LiveClients {

    /** By client identifier the one admitted last, which knows those before it that are not gone yet. */
    private final ConcurrentMap<String, ConnectedClient> last = new ConcurrentHashMap<>();

    private final LongAdder size = new LongAdder();
    private volatile Optional<Snapshot> coming = Optional.empty();

    /** Notes an admitted client, once. While a snapshot is being put in force its deliveries are decided. */
    void add(ConnectedClient client) {
        ConnectedClient unused = last.compute(client.client().clientId(), (clientId, before) -> {
            client.follow(before);
            return client;
        });
        size.increment();
        if (coming.isPresent()) {
            client.raise(Traffic.DELIVERIES);
        }
    }

    /**
     * The client of this connection, if it is still there.
     *
     * @param connection what it was {@link ConnectedClient#mark marked} with
     */
    public Optional<ConnectedClient> find(String clientId, Object connection) {
        for (ConnectedClient one = last.get(clientId); one != null; one = one.before()) {
            if (one.isMarked(connection)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** Forgets a connection; the client it was, if it was still there. */
    public Optional<ConnectedClient> remove(String clientId, Object connection) {
        return find(clientId, connection).filter(this::remove);
    }

    /** Forgets a connection; whether it was still there. */
    public boolean remove(ConnectedClient client) {
        AtomicBoolean gone = new AtomicBoolean();
        ConnectedClient unused = last.computeIfPresent(client.client().clientId(), (clientId, head) -> {
            gone.set(head == client || head.forget(client));
            if (gone.get()) {
                client.release();
            }
            return head == client ? left(client) : head;
        });
        if (gone.get()) {
            size.decrement();
        }
        return gone.get();
    }

    /** Who is last once the last is gone. If that one had been accepted, it had taken the place of all before it. */
    private static @Nullable ConnectedClient left(ConnectedClient gone) {
        if (gone.isAccepted()) {
            for (ConnectedClient one = gone.before(); one != null; one = one.before()) {
                one.markReplaced();
            }
        }
        return gone.before();
    }

    /** Whether this connection is still there. */
    public boolean contains(ConnectedClient client) {
        for (ConnectedClient one = last.get(client.client().clientId()); one != null; one = one.before()) {
            if (one == client) {
                return true;
            }
        }
        return false;
    }

    /** Notes a snapshot that is being put in force, so that who is added meanwhile is not missed; empty once it is. */
    void coming(Optional<Snapshot> next) {
        coming = next;
    }

    /** The snapshot that is being put in force. */
    Optional<Snapshot> coming() {
        return coming;
    }

    /**
     * Whether the broker can have this connection under its client identifier: it is still there, and no later one has been
     * accepted. One that has only been admitted may yet be refused, and has taken nobody's place.
     */
    boolean isLatest(ConnectedClient client) {
        for (ConnectedClient one = last.get(client.client().clientId()); one != null; one = one.before()) {
            if (one == client) {
                return !client.isReplaced();
            }
            if (one.isAccepted()) {
                return false;
            }
        }
        return false;
    }

    /** Whether any connection of this client identifier is there. */
    boolean isHeld(String clientId) {
        return last.containsKey(clientId);
    }

    /** How many there are. */
    public int size() {
        return size.intValue();
    }

    /** All of them, as they are while one looks. */
    public Collection<ConnectedClient> all() {
        List<ConnectedClient> all = new ArrayList<>(last.size());
        for (ConnectedClient head : last.values()) {
            for (ConnectedClient one = head; one != null; one = one.before()) {
                all.add(one);
            }
        }
        return all;
    }

    /** Whether a live client of another identity uses this client's identifier. */
    boolean isHeldByAnother(Client client) {
        ConnectedClient holder = last.get(client.clientId());
        return holder != null && !holder.isReplaced() && !holder.identity().equals(client.identity());
    }
}
