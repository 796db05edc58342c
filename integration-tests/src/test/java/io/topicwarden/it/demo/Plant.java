/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.demo;

import io.topicwarden.testing.IssuedCertificate;
import io.topicwarden.testing.TestCertificateAuthority;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The certificates of the demonstration: a plant with its sensors, and a stranger.
 *
 * @param ca the plant's CA
 * @param stranger another CA, which the broker's TLS layer accepts and Topicwarden does not
 * @param server the broker's own
 * @param revoked a sensor's that the CA has revoked
 */
record Plant(
        TestCertificateAuthority ca,
        TestCertificateAuthority stranger,
        IssuedCertificate server,
        IssuedCertificate revoked) {

    static Plant create() {
        TestCertificateAuthority ca = TestCertificateAuthority.root("CN=Plant CA");
        return new Plant(
                ca,
                TestCertificateAuthority.root("CN=Stranger CA"),
                ca.server("CN=broker").dns("localhost").ip("127.0.0.1").issue(),
                ca.client("CN=s9,OU=assembly").issue());
    }

    /** Writes what the clients of the demonstration need, all as PEM. */
    void writeClientFiles(Path folder) {
        ca.writeCertificate(folder.resolve("ca.pem"));
        write(folder, "s1", ca.client("CN=s1,OU=assembly").issue());
        write(folder, "s9-revoked", revoked);
        write(folder, "s1-stranger", stranger.client("CN=s1,OU=assembly").issue());
    }

    /** Writes what Topicwarden reads: the anchor and its revocation list. */
    void writeTrust(Path conf) {
        ca.writeCertificate(conf.resolve("certs/plant-ca.pem"));
        ca.revocationList().revoke(revoked).writePem(conf.resolve("certs/plant-ca.crl"));
    }

    List<X509Certificate> acceptedByTls() {
        return List.of(ca.certificate(), stranger.certificate());
    }

    private static void write(Path folder, String name, IssuedCertificate certificate) {
        certificate.writeChain(folder.resolve(name + ".pem"));
        certificate.writeKey(folder.resolve(name + ".key"));
    }
}
