/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.testing.IssuedCertificate;
import io.topicwarden.testing.TestCertificateAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCertificateAuthorityTest {

    @Test
    void client_ofIntermediate_isSignedByItAndCarriesItsChain() throws Exception {
        TestCertificateAuthority root = TestCertificateAuthority.root("CN=Root");
        TestCertificateAuthority intermediate = root.intermediate("CN=Plant").issueAuthority();
        IssuedCertificate client =
                intermediate.client("CN=s1,OU=assembly").dns("s1.example").issue();

        client.certificate().verify(intermediate.certificate().getPublicKey());
        intermediate.certificate().verify(root.certificate().getPublicKey());
        assertThat(client.chain()).containsExactly(client.certificate(), intermediate.certificate());
        assertThat(client.certificate().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(client.certificate().getSubjectAlternativeNames()).containsExactly(List.of(2, "s1.example"));
    }

    @Test
    void files_written_areReadByTheJdk(@TempDir Path dir) throws Exception {
        TestCertificateAuthority root =
                TestCertificateAuthority.rootRequest("CN=Root").rsa(2048).issueAuthority();
        IssuedCertificate server =
                root.server("CN=broker").dns("localhost").ip("127.0.0.1").issue();
        root.writeCertificate(dir.resolve("ca.pem"));
        root.revocationList().revoke(server).writePem(dir.resolve("ca.crl"));
        server.writePkcs12(dir.resolve("broker.p12"), "secret");
        root.writeTruststore(dir.resolve("trust.p12"), "secret");

        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        assertThat(factory.generateCertificate(Files.newInputStream(dir.resolve("ca.pem"))))
                .isEqualTo(root.certificate());
        X509CRL list = (X509CRL) factory.generateCRL(Files.newInputStream(dir.resolve("ca.crl")));
        list.verify(root.certificate().getPublicKey());
        assertThat(list.isRevoked(server.certificate())).isTrue();
        KeyStore keys = KeyStore.getInstance(dir.resolve("broker.p12").toFile(), "secret".toCharArray());
        assertThat(keys.getCertificate("key")).isInstanceOf(X509Certificate.class);
        assertThat(keys.getKey("key", "secret".toCharArray())).isEqualTo(server.privateKey());
        assertThat(KeyStore.getInstance(dir.resolve("trust.p12").toFile(), "secret".toCharArray())
                        .size())
                .isEqualTo(1);
    }
}
