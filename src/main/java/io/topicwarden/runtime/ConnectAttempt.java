/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.policy.Client;
import io.topicwarden.policy.MqttVersion;
import io.topicwarden.policy.TlsVersion;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a CONNECT says and where it comes from. Nothing of it is verified, and the password is not part of it.
 *
 * @param clientId the MQTT client identifier, as sent or as the broker assigned it
 * @param username as sent
 * @param listener the name of the listener it came through
 * @param address where it came from
 * @param tls the TLS version's name as the broker gives it; empty without TLS
 * @param mqtt the MQTT version
 * @param chain the certificates presented, the client's own first
 * @param authenticationMethod of MQTT 5's enhanced authentication, if the client asked for it
 * @param will the will, if there is one
 */
public record ConnectAttempt(
        String clientId,
        Optional<String> username,
        String listener,
        Optional<InetAddress> address,
        Optional<String> tls,
        MqttVersion mqtt,
        List<X509Certificate> chain,
        Optional<String> authenticationMethod,
        Optional<Will> will) {

    /**
     * A will as far as it is decided.
     *
     * @param topic the topic name
     * @param qos 0 to 2
     * @param retain the retain flag
     * @param payloadBytes the length of the payload
     * @param delaySeconds how long the broker waits with it once the connection is gone; 0 if it does not
     * @param sessionExpirySeconds how long its session then lasts, and the broker waits at most (MQTT 5 §3.1.3.2.2), if the
     *     client does not say otherwise when it goes
     */
    public record Will(
            String topic, int qos, boolean retain, long payloadBytes, long delaySeconds, long sessionExpirySeconds) {

        boolean isDelayed() {
            return delaySeconds > 0;
        }
    }

    public ConnectAttempt {
        chain = List.copyOf(chain);
    }

    /** The same, with the user name in the very object that the client has, where they are alike. */
    ConnectAttempt sharing(Client client) {
        return username.equals(client.username())
                ? new ConnectAttempt(
                        clientId, client.username(), listener, address, tls, mqtt, chain, authenticationMethod, will)
                : this;
    }

    /** The client as it claims to be, without identity and certificate. */
    Client claimed() {
        return new Client(
                clientId,
                username,
                Optional.empty(),
                listener,
                address,
                tls.flatMap(TlsVersion::named),
                mqtt,
                Optional.empty(),
                Map.of(),
                Set.of());
    }
}
