/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.inspect;

import io.topicwarden.cli.xml.Element;
import java.util.List;
import java.util.Optional;

/**
 * The {@code <tls>} of a listener.
 *
 * @param keystore the broker's key
 * @param truststore whose certificates are accepted
 * @param mode its {@code <client-authentication-mode>}; NONE if nothing is said
 * @param modeLine where that stands
 * @param protocols the protocol versions named; none means the JVM's choice
 * @param cipherSuites the cipher suites named; none means the JVM's choice
 */
record TlsElement(
        Optional<StoreElement> keystore,
        Optional<StoreElement> truststore,
        String mode,
        int modeLine,
        List<Element> protocols,
        List<Element> cipherSuites) {

    static TlsElement of(Element tls) {
        Optional<Element> mode = tls.child("client-authentication-mode");
        return new TlsElement(
                tls.child("keystore").map(StoreElement::of),
                tls.child("truststore").map(StoreElement::of).filter(store -> !store.path()
                        .isEmpty()),
                mode.map(Element::text).filter(text -> !text.isEmpty()).orElse("NONE"),
                mode.map(Element::line).orElse(tls.line()),
                tls.child("protocols").map(list -> list.all("protocol")).orElse(List.of()),
                tls.child("cipher-suites").map(list -> list.all("cipher-suite")).orElse(List.of()));
    }

    /** Whether a certificate may be shown in the handshake. */
    boolean asksForCertificates() {
        return mode.equals("OPTIONAL") || mode.equals("REQUIRED");
    }

    /**
     * A {@code <keystore>} or {@code <truststore>}.
     *
     * @param path as written, relative to the broker's home unless absolute
     * @param password as written
     * @param line where it begins
     */
    record StoreElement(String path, String password, int line) {

        static StoreElement of(Element element) {
            return new StoreElement(
                    element.textOf("path").orElse(""),
                    element.textOf("password").orElse(""),
                    element.line());
        }

        boolean isUnknown() {
            return BrokerConfig.isUnknown(path) || BrokerConfig.isUnknown(password);
        }

        /** Its {@link #toString} does not show the password. */
        @Override
        public String toString() {
            return path;
        }
    }
}
