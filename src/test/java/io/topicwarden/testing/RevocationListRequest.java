/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;

/** A revocation list being described: {@link #issue()} signs it. Not thread-safe. */
public final class RevocationListRequest {

    private record Entry(BigInteger serial, int reason) {}

    private final List<Entry> entries = new ArrayList<>();
    private final List<Extension> extensions = new ArrayList<>();
    private X500Name issuer;
    private PrivateKey key;
    private Instant thisUpdate = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(1));
    private Optional<Instant> nextUpdate = Optional.of(thisUpdate.plus(Duration.ofDays(8)));
    private Optional<String> signature = Optional.empty();

    RevocationListRequest(IssuedCertificate issuer) {
        this.issuer = X500Name.getInstance(
                issuer.certificate().getSubjectX500Principal().getEncoded());
        this.key = issuer.privateKey();
    }

    /** Names a certificate, without a reason. */
    public RevocationListRequest revoke(IssuedCertificate certificate) {
        return revoke(certificate.serial());
    }

    public RevocationListRequest revoke(BigInteger serial) {
        return revoke(serial, CRLReason.unspecified);
    }

    /** Names a certificate with a reason of {@link CRLReason}. */
    public RevocationListRequest revoke(BigInteger serial, int reason) {
        entries.add(new Entry(serial, reason));
        return this;
    }

    public RevocationListRequest thisUpdate(Instant instant) {
        thisUpdate = instant;
        return this;
    }

    public RevocationListRequest nextUpdate(Instant instant) {
        nextUpdate = Optional.of(instant);
        return this;
    }

    public RevocationListRequest noNextUpdate() {
        nextUpdate = Optional.empty();
        return this;
    }

    /** Another name in the list's issuer field. */
    public RevocationListRequest issuer(String name) {
        issuer = new X500Name(name);
        return this;
    }

    /** Another key to sign with: a forgery, or a list signed on the CA's behalf. */
    public RevocationListRequest signedBy(PrivateKey other) {
        key = other;
        return this;
    }

    /** The JCA name of the signature algorithm. */
    public RevocationListRequest signature(String algorithm) {
        signature = Optional.of(algorithm);
        return this;
    }

    /** An extension of the whole list, as an issuingDistributionPoint. */
    public RevocationListRequest extension(String oid, boolean critical, byte[] content) {
        extensions.add(new Extension(new ASN1ObjectIdentifier(oid), critical, new DEROctetString(content)));
        return this;
    }

    /** Signs the list. */
    public X509CRL issue() {
        X509v2CRLBuilder builder = new X509v2CRLBuilder(issuer, Date.from(thisUpdate));
        nextUpdate.ifPresent(instant -> builder.setNextUpdate(Date.from(instant)));
        for (Entry entry : entries) {
            builder.addCRLEntry(entry.serial, Date.from(thisUpdate), entry.reason);
        }
        for (Extension extension : extensions) {
            add(builder, extension);
        }
        return TestKeys.sign(builder, key, signature);
    }

    /** Signs the list and writes it as PEM. */
    public void writePem(Path file) {
        Pem.write(file, issue());
    }

    /** Signs the list and writes it as DER. */
    public void writeDer(Path file) {
        Pem.writeDer(file, issue());
    }

    private static void add(X509v2CRLBuilder builder, Extension extension) {
        try {
            builder.addExtension(extension);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
