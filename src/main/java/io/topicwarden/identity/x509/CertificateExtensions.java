/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * The extensions that say what a certificate is for (RFC 5280 §4.2.1). One that is there but unreadable says "for
 * nothing", where the JDK's own accessors answer as if it were not there.
 */
final class CertificateExtensions {

    static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    static final String ANY_EXTENDED_KEY_USAGE = "2.5.29.37.0";

    private static final String KEY_USAGE = "2.5.29.15";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String NAME_CONSTRAINTS = "2.5.29.30";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;
    private static final int CRL_SIGN = 6;

    private CertificateExtensions() {}

    static boolean permitsDigitalSignature(X509Certificate certificate) {
        return permits(certificate, DIGITAL_SIGNATURE);
    }

    static boolean permitsCertificateSigning(X509Certificate certificate) {
        return permits(certificate, KEY_CERT_SIGN);
    }

    static boolean permitsListSigning(X509Certificate certificate) {
        return permits(certificate, CRL_SIGN);
    }

    /** Whether basicConstraints are there and say CA (RFC 5280 §4.2.1.9); version 1 certificates cannot say so. */
    static boolean isAuthority(X509Certificate certificate) {
        return certificate.getBasicConstraints() >= 0;
    }

    /** The extended key usages; empty if there is no such extension, an empty list if it cannot be read. */
    static Optional<List<String>> purposes(X509Certificate certificate) {
        if (certificate.getExtensionValue(EXTENDED_KEY_USAGE) == null) {
            return Optional.empty();
        }
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return Optional.of(purposes == null ? List.of() : purposes);
        } catch (CertificateParsingException e) {
            return Optional.of(List.of());
        }
    }

    static boolean hasNameConstraints(X509Certificate certificate) {
        return certificate.getExtensionValue(NAME_CONSTRAINTS) != null;
    }

    /** Self-issued in the words of RFC 5280 §3.2: the subject is the issuer. */
    static boolean isSelfIssued(X509Certificate certificate) {
        X500Principal subject = certificate.getSubjectX500Principal();
        return subject.equals(certificate.getIssuerX500Principal());
    }

    private static boolean permits(X509Certificate certificate, int bit) {
        boolean[] usage = certificate.getKeyUsage();
        if (usage == null) {
            return certificate.getExtensionValue(KEY_USAGE) == null;
        }
        return bit < usage.length && usage[bit];
    }
}
