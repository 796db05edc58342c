/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.hivemq;

import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import io.topicwarden.runtime.ConnectedClient;
import io.topicwarden.runtime.LiveClients;
import java.util.Optional;

/**
 * Ties a connection of the broker to the client that was admitted on it. The broker hands no object from one callback to
 * the next but the connection's attribute store, so the client's token lies there.
 */
final class ConnectionToken {

    private static final String KEY = "topicwarden.connection";

    private ConnectionToken() {}

    static void put(ConnectionInformation connection, ConnectedClient client) {
        connection.getConnectionAttributeStore().putAsString(KEY, client.token());
    }

    static Optional<ConnectedClient> find(ConnectionInformation connection, LiveClients live) {
        return connection.getConnectionAttributeStore().getAsString(KEY).flatMap(live::find);
    }

    static Optional<ConnectedClient> remove(ConnectionInformation connection, LiveClients live) {
        return connection.getConnectionAttributeStore().getAsString(KEY).flatMap(live::remove);
    }
}
