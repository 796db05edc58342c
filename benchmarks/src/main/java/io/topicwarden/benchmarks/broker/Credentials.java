/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.broker;

import io.topicwarden.testing.IssuedCertificate;
import io.topicwarden.testing.Keystores;
import io.topicwarden.testing.TestCertificateAuthority;
import io.topicwarden.testing.TestKeys;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A CA with the broker's certificate and those of clients, and the identities that have passwords. */
final class Credentials {

    private static final String PASSWORD = "changeit";

    private final TestCertificateAuthority ca = TestCertificateAuthority.root("CN=Plant CA");
    private final IssuedCertificate server =
            ca.server("CN=broker").dns("localhost").ip("127.0.0.1").issue();
    private final KeyPair keys = TestKeys.ec();
    private final String identities;

    /** @param identities the text of {@code identities.yaml} */
    Credentials(String identities) {
        this.identities = identities;
    }

    TestCertificateAuthority ca() {
        return ca;
    }

    IssuedCertificate server() {
        return server;
    }

    List<X509Certificate> trusted() {
        return List.of(ca.certificate());
    }

    String identities() {
        return identities;
    }

    /** TLS with a certificate of this common name. */
    SSLContext client(String name) {
        try {
            IssuedCertificate issued =
                    ca.client("CN=" + name + ",OU=assembly").keys(keys).issue();
            KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
            own.init(Keystores.keystore(PASSWORD, issued), PASSWORD.toCharArray());
            TrustManagerFactory others = TrustManagerFactory.getInstance("PKIX");
            others.init(Keystores.truststore(trusted()));
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(own.getKeyManagers(), others.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
