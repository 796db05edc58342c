/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import io.topicwarden.policy.CertificateFacts;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;

/** Reads a certificate's names from its DER encoding (RFC 5280 §4.1), whatever class holds it. Believes nothing. */
public final class CertificateFactsReader {

    /** The longest encoding looked at, in bytes. */
    static final int MAX_BYTES = 64 * 1024;

    private static final int VERSION = 0xa0;
    private static final int EXTENSIONS = 0xa3;
    private static final byte[] SUBJECT_ALTERNATIVE_NAME = {0x55, 0x1d, 0x11}; // 2.5.29.17

    private CertificateFactsReader() {}

    /**
     * The names of a certificate that nobody has verified, for records and for rules that block.
     *
     * @return empty if a name cannot be read as text, or holds a control character
     */
    public static Optional<CertificateFacts> read(X509Certificate certificate) {
        try {
            return Optional.of(facts(certificate));
        } catch (UnreadableException | RuntimeException e) {
            return Optional.empty();
        }
    }

    static CertificateFacts facts(X509Certificate certificate) throws UnreadableException {
        byte[] encoding = encoding(certificate);
        DerReader body = DerReader.of(encoding)
                .next(DerReader.SEQUENCE)
                .values()
                .next(DerReader.SEQUENCE)
                .values();
        if (body.nextIs(VERSION)) {
            body.next();
        }
        String serial = serial(body.next(DerReader.INTEGER));
        body.next(DerReader.SEQUENCE); // signature
        DistinguishedName issuer = DistinguishedName.of(body.next(DerReader.SEQUENCE));
        body.next(DerReader.SEQUENCE); // validity
        DistinguishedName subject = DistinguishedName.of(body.next(DerReader.SEQUENCE));
        body.next(DerReader.SEQUENCE); // subjectPublicKeyInfo
        AlternativeNames names = alternativeNames(body);
        return new CertificateFacts(
                subject.cn(),
                subject.o(),
                subject.ou(),
                serial,
                Sha256.hex(encoding),
                issuer.cn(),
                names.dns(),
                names.uri(),
                names.email(),
                subject.text(),
                issuer.text());
    }

    private static byte[] encoding(X509Certificate certificate) throws UnreadableException {
        try {
            byte[] encoding = certificate.getEncoded();
            if (encoding.length > MAX_BYTES) {
                throw new UnreadableException("the certificate is longer than " + MAX_BYTES + " bytes");
            }
            return encoding;
        } catch (CertificateEncodingException e) {
            throw new UnreadableException("the certificate cannot be encoded");
        }
    }

    private static String serial(DerReader.Value value) throws UnreadableException {
        byte[] bytes = value.bytes();
        if (bytes.length == 0 || bytes[0] < 0) { // RFC 5280 §4.1.2.2: a positive integer
            throw new UnreadableException("the certificate's serial number is negative");
        }
        return new BigInteger(bytes).toString(16);
    }

    /** Skips to the extensions, the last of the body, and looks for the one that holds names. */
    private static AlternativeNames alternativeNames(DerReader body) throws UnreadableException {
        while (body.hasNext() && !body.nextIs(EXTENSIONS)) {
            body.next();
        }
        if (!body.hasNext()) {
            return AlternativeNames.NONE;
        }
        Optional<AlternativeNames> found = Optional.empty();
        DerReader extensions = body.next().values().next(DerReader.SEQUENCE).values();
        while (extensions.hasNext()) {
            DerReader extension = extensions.next(DerReader.SEQUENCE).values();
            if (!Arrays.equals(extension.next(DerReader.OID).bytes(), SUBJECT_ALTERNATIVE_NAME)) {
                continue;
            }
            if (found.isPresent()) { // RFC 5280 §4.2: at most one instance of an extension
                throw new UnreadableException("the certificate holds subject alternative names twice");
            }
            found = Optional.of(alternativeNamesOf(extension));
        }
        return found.orElse(AlternativeNames.NONE);
    }

    private static AlternativeNames alternativeNamesOf(DerReader extension) throws UnreadableException {
        if (extension.nextIs(DerReader.BOOLEAN)) {
            extension.next(); // critical
        }
        return AlternativeNames.of(extension.next(DerReader.OCTET_STRING).values());
    }
}
