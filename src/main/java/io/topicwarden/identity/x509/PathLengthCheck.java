/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import io.topicwarden.identity.x509.CertificateResult.Rejected;
import io.topicwarden.policy.ReasonCode;
import java.time.Instant;
import java.util.Optional;

/** The anchor's own path length constraint holds (RFC 5280 §4.2.1.9), which PKIX validation leaves aside. */
final class PathLengthCheck implements PathCheck {

    @Override
    public Optional<Rejected> refusal(CertificatePath path, Instant now) {
        long intermediates = path.intermediates().stream()
                .filter(certificate -> !CertificateExtensions.isSelfIssued(certificate))
                .count();
        return intermediates > path.anchor().getBasicConstraints()
                ? Optional.of(new Rejected(
                        ReasonCode.CERTIFICATE_UNTRUSTED,
                        "trust anchor " + DisplayName.of(path.anchor()) + " permits fewer intermediate CAs than "
                                + intermediates))
                : Optional.empty();
    }
}
