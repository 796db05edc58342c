/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.hivemq;

import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import com.hivemq.extension.sdk.api.parameter.ClientBasedInput;
import io.topicwarden.runtime.ConnectedClient;
import io.topicwarden.runtime.LiveClients;
import java.util.Optional;

/**
 * Ties a connection of the broker to the client that was admitted on it, by the connection information: the broker makes
 * one for each connection and hands out this very object in every callback. Nothing is put in the connection's attribute
 * store, which would cost each client more memory than all that is known of it (ADR 0010). Were another object handed out,
 * the client would not be found, and so could do nothing.
 */
final class ConnectionMark {

    private ConnectionMark() {}

    static void put(ConnectionInformation connection, ConnectedClient client) {
        client.mark(connection);
    }

    static Optional<ConnectedClient> find(ClientBasedInput input, LiveClients live) {
        return live.find(clientId(input), input.getConnectionInformation());
    }

    static Optional<ConnectedClient> remove(ClientBasedInput input, LiveClients live) {
        return live.remove(clientId(input), input.getConnectionInformation());
    }

    private static String clientId(ClientBasedInput input) {
        return input.getClientInformation().getClientId();
    }
}
