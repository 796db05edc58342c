/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import io.topicwarden.identity.x509.CertificateResult.Rejected;
import io.topicwarden.policy.ReasonCode;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The JDK's PKIX validation (RFC 5280 §6.1): signatures, names, basic constraints, path lengths, key usage of CAs, name
 * constraints, policies, unknown critical extensions, and what {@code jdk.certpath.disabledAlgorithms} adds.
 *
 * <p>Its revocation checking stays off, and with it everything that could reach for the network (CRL distribution points,
 * OCSP); issuers are never fetched, because a path is validated here and not built.
 */
final class PkixCheck implements PathCheck {

    @Override
    public Optional<Rejected> refusal(CertificatePath path, Instant now) {
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(trustAnchor(path.anchor())));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            CertPathValidator.getInstance("PKIX").validate(certPath(path), parameters);
            return Optional.empty();
        } catch (CertPathValidatorException e) {
            return Optional.of(
                    new Rejected(reason(e.getReason()), "the path to the trust anchor is invalid: " + why(e)));
        } catch (GeneralSecurityException e) {
            return Optional.of(
                    new Rejected(ReasonCode.CERTIFICATE_UNTRUSTED, "the path to the trust anchor cannot be validated"));
        }
    }

    /** The JDK refuses name constraints in an anchor; as the first certificate of the path the anchor has them obeyed. */
    private static TrustAnchor trustAnchor(X509Certificate anchor) {
        return CertificateExtensions.hasNameConstraints(anchor)
                ? new TrustAnchor(anchor.getSubjectX500Principal(), anchor.getPublicKey(), null)
                : new TrustAnchor(anchor, null);
    }

    private static CertPath certPath(CertificatePath path) throws GeneralSecurityException {
        List<X509Certificate> certificates =
                CertificateExtensions.hasNameConstraints(path.anchor()) ? path.all() : path.certificates();
        return CertificateFactory.getInstance("X.509").generateCertPath(certificates);
    }

    private static ReasonCode reason(CertPathValidatorException.Reason reason) {
        if (reason == BasicReason.EXPIRED) {
            return ReasonCode.CERTIFICATE_EXPIRED;
        }
        if (reason == BasicReason.NOT_YET_VALID) {
            return ReasonCode.CERTIFICATE_NOT_YET_VALID;
        }
        if (reason == BasicReason.ALGORITHM_CONSTRAINED) {
            return ReasonCode.CERTIFICATE_WEAK_KEY;
        }
        return ReasonCode.CERTIFICATE_UNTRUSTED;
    }

    /** The reason's name, not the exception's message: that one may quote the certificate. */
    private static String why(CertPathValidatorException e) {
        return String.valueOf(e.getReason()).toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
