/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Client;
import io.topicwarden.policy.MqttVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes clients. */
final class Clients {

    private Clients() {}

    /** A client of listener {@code tls} that has nothing but its identifier. */
    static Client client(String clientId) {
        return client(clientId, Map.of());
    }

    static Client client(String clientId, Map<String, List<String>> attributes) {
        return new Client(
                clientId,
                Optional.empty(),
                Optional.empty(),
                "tls",
                Optional.empty(),
                Optional.empty(),
                MqttVersion.MQTT_5,
                Optional.empty(),
                attributes,
                Set.of());
    }
}
