/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A client as a policy test's {@code as} or the option {@code --as} describes it. What is left out, it does not have.
 *
 * @param clientId the MQTT client identifier, empty if left out
 * @param username the user name, as one whose password was checked
 * @param identity who it is
 * @param listener the listener's name, empty if left out
 * @param network where it comes from
 * @param tls the TLS version in use
 * @param mqtt the MQTT version
 * @param certificate what its certificate says
 * @param attributes the attributes of its identity, if any are given
 * @param roles roles that it holds besides those that assignments give, if any are given
 * @param time when it asks, if not now
 */
public record DescribedClient(
        String clientId,
        Optional<String> username,
        Optional<String> identity,
        String listener,
        Optional<InetAddress> network,
        Optional<TlsVersion> tls,
        MqttVersion mqtt,
        Optional<CertificateFacts> certificate,
        Optional<Map<String, List<String>>> attributes,
        Optional<Set<String>> roles,
        Optional<Instant> time) {

    /** The client by itself. */
    public Client client() {
        return client(Map.of(), Set.of());
    }

    /** The client with what the store knows of its identity, in place of what is not given. */
    public Client client(Identity known) {
        return client(known.attributes(), known.roles());
    }

    private Client client(Map<String, List<String>> otherAttributes, Set<String> otherRoles) {
        return new Client(
                clientId,
                username,
                identity,
                listener,
                network,
                tls,
                mqtt,
                certificate,
                attributes.orElse(otherAttributes),
                roles.orElse(otherRoles));
    }
}
