/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import io.topicwarden.policy.CertificateFacts;
import java.net.InetAddress;
import java.util.Optional;

/**
 * The client at the other end of a connection, as far as it is known.
 *
 * @param clientId the MQTT client identifier, any text, empty when it sent none
 * @param username the MQTT user name, any text
 * @param identity who it is; present only when its credentials were verified
 * @param listener the listener's name in HiveMQ's configuration
 * @param address where it comes from
 * @param tlsVersion such as {@code TLSv1.3}; absent without TLS
 * @param mqttVersion {@code 3} or {@code 5}
 * @param certificate what its certificate says, trusted or not
 */
public record Peer(
        String clientId,
        Optional<String> username,
        Optional<String> identity,
        String listener,
        Optional<InetAddress> address,
        Optional<String> tlsVersion,
        String mqttVersion,
        Optional<CertificateFacts> certificate) {}
