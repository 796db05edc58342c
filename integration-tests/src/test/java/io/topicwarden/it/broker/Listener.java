/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.broker;

import java.util.Optional;

/**
 * One of the broker's listeners, reached at the loopback address.
 *
 * @param name its {@code <name>}, by which {@code topicwarden.yaml} knows it
 * @param kind what it speaks
 * @param clientCertificate its {@code <client-authentication-mode>}; without meaning where there is no TLS
 */
public record Listener(String name, Kind kind, ClientCertificate clientCertificate) {

    /** The address that reaches every listener. */
    public static final String ADDRESS = "127.0.0.1";

    /** What a listener speaks, and the schemes of the addresses that reach it. */
    public enum Kind {
        TCP("tcp-listener", "tcp"),
        TLS("tls-tcp-listener", "tls"),
        WEBSOCKET("websocket-listener", "ws"),
        TLS_WEBSOCKET("tls-websocket-listener", "wss");

        private final String element;
        private final String scheme;

        Kind(String element, String scheme) {
            this.element = element;
            this.scheme = scheme;
        }

        public String scheme() {
            return scheme;
        }

        boolean encrypted() {
            return this == TLS || this == TLS_WEBSOCKET;
        }
    }

    /** Whether the TLS handshake asks for a client certificate. */
    public enum ClientCertificate {
        NONE,
        OPTIONAL,
        REQUIRED
    }

    public static Listener tcp(String name) {
        return new Listener(name, Kind.TCP, ClientCertificate.NONE);
    }

    public static Listener webSocket(String name) {
        return new Listener(name, Kind.WEBSOCKET, ClientCertificate.NONE);
    }

    public static Listener tls(String name, ClientCertificate clientCertificate) {
        return new Listener(name, Kind.TLS, clientCertificate);
    }

    public static Listener tlsWebSocket(String name, ClientCertificate clientCertificate) {
        return new Listener(name, Kind.TLS_WEBSOCKET, clientCertificate);
    }

    String toXml(String address, int port, Optional<TlsFiles> tls) {
        return "<" + kind.element + "><port>" + port + "</port><bind-address>" + address + "</bind-address>"
                + "<name>" + name + "</name>"
                + (kind.encrypted() ? tls.orElseThrow().toXml(clientCertificate) : "")
                + "</" + kind.element + ">";
    }
}
