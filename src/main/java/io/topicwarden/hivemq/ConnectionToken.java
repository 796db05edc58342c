/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.hivemq;

import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import com.hivemq.extension.sdk.api.parameter.ClientBasedInput;
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

    static Optional<ConnectedClient> find(ClientBasedInput input, LiveClients live) {
        return token(input).flatMap(token -> live.find(clientId(input), token));
    }

    static Optional<ConnectedClient> remove(ClientBasedInput input, LiveClients live) {
        return token(input).flatMap(token -> live.remove(clientId(input), token));
    }

    private static Optional<String> token(ClientBasedInput input) {
        return input.getConnectionInformation().getConnectionAttributeStore().getAsString(KEY);
    }

    private static String clientId(ClientBasedInput input) {
        return input.getClientInformation().getClientId();
    }
}
