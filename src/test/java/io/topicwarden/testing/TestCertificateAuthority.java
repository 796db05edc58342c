/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.testing;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A CA with its key, which issues certificates, intermediate CAs and revocation lists.
 *
 * <pre>{@code
 * TestCertificateAuthority ca = TestCertificateAuthority.root("CN=Plant CA");
 * IssuedCertificate sensor = ca.client("CN=s1,OU=assembly").issue();
 * IssuedCertificate broker = ca.server("CN=broker").dns("localhost").ip("127.0.0.1").issue();
 * ca.writeCertificate(dir.resolve("plant-ca.pem"));
 * ca.revocationList().revoke(sensor).writePem(dir.resolve("plant-ca.crl"));
 * sensor.writePkcs12(dir.resolve("s1.p12"), "secret");
 * }</pre>
 *
 * <p>Keys are EC P-256 and validity is from a day ago for a year, unless asked otherwise; what a CA issues has its CA's
 * validity.
 */
public final class TestCertificateAuthority {

    private final IssuedCertificate self;

    TestCertificateAuthority(IssuedCertificate self) {
        this.self = self;
    }

    /** A root CA with the defaults, of the subject as {@code CN=Plant CA,O=Example}. */
    public static TestCertificateAuthority root(String subject) {
        return rootRequest(subject).issueAuthority();
    }

    /** A root CA still to be described; ends with {@link CertificateRequest#issueAuthority()}. */
    public static CertificateRequest rootRequest(String subject) {
        return CertificateRequest.selfSigned(subject).authority();
    }

    /** A CA over a certificate issued in any way: one without CA bits, or with the name of another CA. */
    public static TestCertificateAuthority of(IssuedCertificate self) {
        return new TestCertificateAuthority(self);
    }

    /** An intermediate CA still to be described; ends with {@link CertificateRequest#issueAuthority()}. */
    public CertificateRequest intermediate(String subject) {
        return CertificateRequest.by(self, subject).authority();
    }

    /** A client certificate still to be described: digitalSignature, clientAuth. */
    public CertificateRequest client(String subject) {
        return CertificateRequest.by(self, subject).client();
    }

    /** A server certificate still to be described: digitalSignature, serverAuth. Clients also want {@code dns} or {@code ip}. */
    public CertificateRequest server(String subject) {
        return CertificateRequest.by(self, subject).server();
    }

    /** A certificate without any extension, still to be described. */
    public CertificateRequest bare(String subject) {
        return CertificateRequest.by(self, subject);
    }

    /** A revocation list of this CA, current for a day before and a week after now, still to be filled. */
    public RevocationListRequest revocationList() {
        return new RevocationListRequest(self);
    }

    public X509Certificate certificate() {
        return self.certificate();
    }

    public PrivateKey privateKey() {
        return self.privateKey();
    }

    public BigInteger serial() {
        return self.serial();
    }

    /** The CA as an issued certificate, with its own chain. */
    public IssuedCertificate issued() {
        return self;
    }

    /** Writes the CA's certificate as PEM. */
    public void writeCertificate(Path file) {
        Pem.write(file, List.of(certificate()));
    }

    /** Writes a PKCS12 truststore that holds this CA alone. */
    public void writeTruststore(Path file, String password) {
        Keystores.writeTruststore(file, password, List.of(certificate()));
    }
}
