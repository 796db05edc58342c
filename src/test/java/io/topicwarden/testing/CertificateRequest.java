/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;

/** A certificate being described: each call adds or replaces one thing, {@link #issue()} signs it. Not thread-safe. */
public final class CertificateRequest {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Optional<IssuedCertificate> issuer;
    private final List<GeneralName> alternativeNames = new ArrayList<>();
    private final List<Extension> otherExtensions = new ArrayList<>();
    private X500Name subject;
    private KeyPair keys = TestKeys.ec();
    private BigInteger serial = new BigInteger(64, RANDOM).setBit(64);
    private Instant notBefore;
    private Instant notAfter;
    private Optional<String> signature = Optional.empty();
    private Optional<BasicConstraints> basicConstraints = Optional.empty();
    private Optional<KeyUsage> keyUsage = Optional.empty();
    private List<KeyPurposeId> purposes = List.of();

    private CertificateRequest(Optional<IssuedCertificate> issuer, String subject) {
        this.issuer = issuer;
        this.subject = new X500Name(subject);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        notBefore = issuer.map(i -> i.certificate().getNotBefore().toInstant()).orElse(now.minus(Duration.ofDays(1)));
        notAfter = issuer.map(i -> i.certificate().getNotAfter().toInstant()).orElse(now.plus(Duration.ofDays(365)));
    }

    /** A certificate that will sign itself, without extensions. */
    public static CertificateRequest selfSigned(String subject) {
        return new CertificateRequest(Optional.empty(), subject);
    }

    static CertificateRequest by(IssuedCertificate issuer, String subject) {
        return new CertificateRequest(Optional.of(issuer), subject);
    }

    /** Makes it a CA: basicConstraints CA, keyUsage keyCertSign and cRLSign. */
    public CertificateRequest authority() {
        return basicConstraints(true).keyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
    }

    /** Makes it a client's: digitalSignature, clientAuth. */
    public CertificateRequest client() {
        return keyUsage(KeyUsage.digitalSignature).purposes(KeyPurposeId.id_kp_clientAuth);
    }

    /** Makes it a server's: digitalSignature, serverAuth. */
    public CertificateRequest server() {
        return keyUsage(KeyUsage.digitalSignature).purposes(KeyPurposeId.id_kp_serverAuth);
    }

    /** The subject, encoded in the order given: {@code CN=s1,OU=assembly+OU=paint}. */
    public CertificateRequest subject(X500Name name) {
        subject = name;
        return this;
    }

    public CertificateRequest dns(String name) {
        return alternativeName(new GeneralName(GeneralName.dNSName, name));
    }

    public CertificateRequest uri(String uri) {
        return alternativeName(new GeneralName(GeneralName.uniformResourceIdentifier, uri));
    }

    public CertificateRequest email(String address) {
        return alternativeName(new GeneralName(GeneralName.rfc822Name, address));
    }

    public CertificateRequest ip(String address) {
        return alternativeName(new GeneralName(GeneralName.iPAddress, address));
    }

    public CertificateRequest alternativeName(GeneralName name) {
        alternativeNames.add(name);
        return this;
    }

    /** Both instants belong to the validity and are cut to seconds. */
    public CertificateRequest valid(Instant from, Instant to) {
        notBefore = from;
        notAfter = to;
        return this;
    }

    public CertificateRequest keys(KeyPair pair) {
        keys = pair;
        return this;
    }

    /** A fresh RSA key; takes a moment from 3072 bits on. */
    public CertificateRequest rsa(int bits) {
        return keys(TestKeys.rsa(bits));
    }

    /** A fresh EC key on a curve as {@code secp384r1}. */
    public CertificateRequest ec(String curve) {
        return keys(TestKeys.ec(curve));
    }

    public CertificateRequest serial(long number) {
        return serial(BigInteger.valueOf(number));
    }

    public CertificateRequest serial(BigInteger number) {
        serial = number;
        return this;
    }

    /** The JCA name of the signature algorithm, as {@code SHA1withRSA}; must fit the issuer's key. */
    public CertificateRequest signature(String algorithm) {
        signature = Optional.of(algorithm);
        return this;
    }

    public CertificateRequest basicConstraints(boolean ca) {
        basicConstraints = Optional.of(new BasicConstraints(ca));
        return this;
    }

    /** A CA below which at most this many intermediates may stand. */
    public CertificateRequest pathLength(int intermediates) {
        basicConstraints = Optional.of(new BasicConstraints(intermediates));
        return this;
    }

    public CertificateRequest noBasicConstraints() {
        basicConstraints = Optional.empty();
        return this;
    }

    /** The bits of {@link KeyUsage}, critical. */
    public CertificateRequest keyUsage(int bits) {
        keyUsage = Optional.of(new KeyUsage(bits));
        return this;
    }

    public CertificateRequest noKeyUsage() {
        keyUsage = Optional.empty();
        return this;
    }

    /** The extended key usage; without arguments the extension is left out. */
    public CertificateRequest purposes(KeyPurposeId... ids) {
        purposes = List.of(ids);
        return this;
    }

    /** Any other extension, or garbage in place of one. */
    public CertificateRequest extension(String oid, boolean critical, byte[] content) {
        otherExtensions.add(new Extension(new ASN1ObjectIdentifier(oid), critical, new DEROctetString(content)));
        return this;
    }

    /** Signs the certificate. */
    public IssuedCertificate issue() {
        X509Certificate certificate = sign();
        Stream<X509Certificate> above =
                issuer.stream().flatMap(i -> i.chain().stream()).filter(c -> !selfIssued(c));
        return new IssuedCertificate(
                keys, Stream.concat(Stream.of(certificate), above).toList());
    }

    /** Signs the certificate and hands it its stamp. */
    public TestCertificateAuthority issueAuthority() {
        return new TestCertificateAuthority(issue());
    }

    private X509Certificate sign() {
        X500Name issuerName = issuer.map(i -> X500Name.getInstance(
                        i.certificate().getSubjectX500Principal().getEncoded()))
                .orElse(subject);
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuerName, serial, Date.from(notBefore), Date.from(notAfter), subject, keys.getPublic());
        addExtensions(builder);
        return TestKeys.sign(builder, issuer.map(IssuedCertificate::privateKey).orElse(keys.getPrivate()), signature);
    }

    private void addExtensions(X509v3CertificateBuilder builder) {
        basicConstraints.ifPresent(value -> add(builder, Extension.basicConstraints, true, value));
        keyUsage.ifPresent(value -> add(builder, Extension.keyUsage, true, value));
        if (!purposes.isEmpty()) {
            KeyPurposeId[] ids = purposes.toArray(new KeyPurposeId[0]);
            add(builder, Extension.extendedKeyUsage, false, new ExtendedKeyUsage(ids));
        }
        if (!alternativeNames.isEmpty()) {
            GeneralName[] names = alternativeNames.toArray(new GeneralName[0]);
            add(builder, Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
        otherExtensions.forEach(extension -> add(builder, extension));
    }

    private static void add(
            X509v3CertificateBuilder builder, ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        try {
            builder.addExtension(oid, critical, value);
        } catch (CertIOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(X509v3CertificateBuilder builder, Extension extension) {
        try {
            builder.addExtension(extension);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean selfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }
}
