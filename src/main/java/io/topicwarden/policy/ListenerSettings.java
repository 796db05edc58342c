/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.util.List;

/**
 * How the clients of one of the broker's listeners are admitted.
 *
 * @param name the listener's {@code <name>} in the broker's {@code config.xml}
 * @param authenticate what a client must present
 * @param identity how its identity is called
 * @param clientId the client identifiers that it may use
 * @param networks where it may come from; empty means anywhere
 * @param tls the oldest TLS version accepted
 * @param requireKnownIdentity whether the store must hold the identity
 * @param plaintextPermitted whether passwords are accepted without TLS
 * @param span where its name stands
 */
public record ListenerSettings(
        String name,
        Authenticate authenticate,
        Template identity,
        Template clientId,
        List<AddressRange> networks,
        TlsVersion tls,
        boolean requireKnownIdentity,
        boolean plaintextPermitted,
        SourceSpan span) {

    /** What a client must present. */
    public enum Authenticate {
        CERTIFICATE,
        PASSWORD,
        CERTIFICATE_AND_PASSWORD;

        public boolean needsCertificate() {
            return this != PASSWORD;
        }

        public boolean needsPassword() {
            return this != CERTIFICATE;
        }
    }

    public ListenerSettings {
        networks = List.copyOf(networks);
    }
}
