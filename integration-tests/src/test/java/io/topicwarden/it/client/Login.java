/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.client;

import java.net.URI;
import java.util.Optional;

/**
 * How a client presents itself.
 *
 * @param address where to, by the scheme {@code tcp}, {@code tls}, {@code ws} or {@code wss}
 * @param clientId its MQTT client identifier
 * @param username its user name
 * @param password its password
 * @param tls its side of TLS
 * @param will its will
 * @param cleanStart false: its session outlives the connection
 */
public record Login(
        URI address,
        String clientId,
        Optional<String> username,
        Optional<String> password,
        Optional<Tls> tls,
        Optional<Message> will,
        boolean cleanStart) {

    /** A client that presents nothing but its identifier. */
    public static Login at(URI address, String clientId) {
        return new Login(
                address, clientId, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true);
    }

    public Login as(String name, String secret) {
        return new Login(address, clientId, Optional.of(name), Optional.of(secret), tls, will, cleanStart);
    }

    public Login over(Tls side) {
        return new Login(address, clientId, username, password, Optional.of(side), will, cleanStart);
    }

    public Login willing(Message message) {
        return new Login(address, clientId, username, password, tls, Optional.of(message), cleanStart);
    }

    public Login resuming() {
        return new Login(address, clientId, username, password, tls, will, false);
    }

    boolean webSocket() {
        return address.getScheme().startsWith("ws");
    }
}
