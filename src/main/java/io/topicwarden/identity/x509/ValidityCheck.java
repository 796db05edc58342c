/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import io.topicwarden.identity.x509.CertificateResult.Rejected;
import io.topicwarden.policy.ReasonCode;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** Every certificate on the path, its anchor included, is valid now (RFC 5280 §4.1.2.5). */
final class ValidityCheck implements PathCheck {

    @Override
    public Optional<Rejected> refusal(CertificatePath path, Instant now) {
        return path.all().stream()
                .flatMap(certificate -> refusal(certificate, now).stream())
                .findFirst();
    }

    private static Optional<Rejected> refusal(X509Certificate certificate, Instant now) {
        Instant notBefore = certificate.getNotBefore().toInstant();
        Instant notAfter = certificate.getNotAfter().toInstant();
        // Both ends belong to the validity: at notBefore and at notAfter exactly, the certificate is valid.
        if (now.isBefore(notBefore)) {
            return Optional.of(new Rejected(
                    ReasonCode.CERTIFICATE_NOT_YET_VALID,
                    "certificate " + DisplayName.of(certificate) + " is valid only from " + notBefore));
        }
        if (now.isAfter(notAfter)) {
            return Optional.of(new Rejected(
                    ReasonCode.CERTIFICATE_EXPIRED,
                    "certificate " + DisplayName.of(certificate) + " expired at " + notAfter));
        }
        return Optional.empty();
    }
}
