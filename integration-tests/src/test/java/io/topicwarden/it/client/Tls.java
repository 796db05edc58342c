/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.client;

import io.topicwarden.testing.IssuedCertificate;
import io.topicwarden.testing.Keystores;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The client's side of TLS.
 *
 * @param certificate what the client presents
 * @param ca whom it trusts
 * @param newest the newest protocol version it speaks, {@code TLSv1.2} or {@code TLSv1.3}
 */
public record Tls(Optional<IssuedCertificate> certificate, X509Certificate ca, String newest) {

    private static final String PASSWORD = "changeit";

    public static Tls trusting(X509Certificate ca) {
        return new Tls(Optional.empty(), ca, "TLSv1.3");
    }

    public Tls presenting(IssuedCertificate presented) {
        return new Tls(Optional.of(presented), ca, newest);
    }

    public Tls upTo(String version) {
        return new Tls(certificate, ca, version);
    }

    List<String> protocols() {
        return newest.equals("TLSv1.3") ? List.of("TLSv1.3", "TLSv1.2") : List.of(newest);
    }

    Optional<KeyManagerFactory> keyManagers() {
        return certificate.map(Tls::keyManagers);
    }

    TrustManagerFactory trustManagers() {
        try {
            KeyStore store = Keystores.truststore(List.of(ca));
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance(newest);
            context.init(
                    keyManagers().map(KeyManagerFactory::getKeyManagers).orElse(new KeyManager[0]),
                    trustManagers().getTrustManagers(),
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyManagerFactory keyManagers(IssuedCertificate issued) {
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(Keystores.keystore(PASSWORD, issued), PASSWORD.toCharArray());
            return factory;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
