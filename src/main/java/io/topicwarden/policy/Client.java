/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that is known of a connected client: what roles, permissions, conditions and variables are resolved against.
 *
 * @param clientId the MQTT client identifier
 * @param username the user name of its CONNECT
 * @param identity who it is, once verified
 * @param listener the name of the listener that it came through
 * @param address where it came from
 * @param tls the TLS version in use, empty without TLS
 * @param mqtt the MQTT version
 * @param certificate its certificate
 * @param attributes the attributes of its identity, each with one or more values
 * @param roles the roles that its identity holds by itself, beside what assignments give
 */
public record Client(
        String clientId,
        Optional<String> username,
        Optional<String> identity,
        String listener,
        Optional<InetAddress> address,
        Optional<TlsVersion> tls,
        MqttVersion mqtt,
        Optional<CertificateFacts> certificate,
        Map<String, List<String>> attributes,
        Set<String> roles) {

    public Client {
        attributes = Map.copyOf(attributes);
        roles = Set.copyOf(roles);
    }

    /** The same client with another identity's name, attributes and roles. */
    public Client as(Identity known) {
        Optional<String> name = Optional.of(known.name());
        return new Client(
                clientId,
                username.equals(name) ? name : username, // kept for every connected client, so one of the two is enough
                name,
                listener,
                address,
                tls,
                mqtt,
                certificate,
                known.attributes(),
                known.roles());
    }

    /** The same client with a certificate, or without one. */
    public Client with(Optional<CertificateFacts> presented) {
        return new Client(clientId, username, identity, listener, address, tls, mqtt, presented, attributes, roles);
    }

    /** The same client with an identity of this name of which nothing more is known. */
    public Client named(String name) {
        return new Client(
                clientId, username, Optional.of(name), listener, address, tls, mqtt, certificate, Map.of(), Set.of());
    }

    /** The same client without its user name, where nothing vouches for it. */
    public Client withoutUsername() {
        return new Client(
                clientId, Optional.empty(), identity, listener, address, tls, mqtt, certificate, attributes, roles);
    }

    /** The same client, wherever it came from. */
    public Client withoutAddress() {
        return new Client(
                clientId, username, identity, listener, Optional.empty(), tls, mqtt, certificate, attributes, roles);
    }

    /** The values that a variable has for this client; none if it is not known. */
    public List<String> values(Variable variable) {
        return switch (variable.kind()) {
            case CLIENT_ID -> List.of(clientId);
            case USERNAME -> username.map(List::of).orElseGet(List::of);
            case IDENTITY -> identity.map(List::of).orElseGet(List::of);
            case LISTENER -> List.of(listener);
            case CERT_CN -> certificate.map(CertificateFacts::cn).orElseGet(List::of);
            case CERT_O -> certificate.map(CertificateFacts::o).orElseGet(List::of);
            case CERT_OU -> certificate.map(CertificateFacts::ou).orElseGet(List::of);
            case CERT_SERIAL ->
                certificate.map(facts -> List.of(facts.serial())).orElseGet(List::of);
            case CERT_SAN_DNS -> certificate.map(CertificateFacts::sanDns).orElseGet(List::of);
            case CERT_SAN_URI -> certificate.map(CertificateFacts::sanUri).orElseGet(List::of);
            case CERT_SAN_EMAIL -> certificate.map(CertificateFacts::sanEmail).orElseGet(List::of);
            case ATTRIBUTE -> attributes.getOrDefault(variable.attribute(), List.of());
        };
    }
}
