/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import io.topicwarden.policy.CertificateFacts;
import io.topicwarden.policy.ReasonCode;
import java.time.Instant;

/** What a presented certificate chain turned out to be. */
public sealed interface CertificateResult {

    /** A certificate that passed every check; only {@link CertificateVerifier} makes one. */
    final class VerifiedCertificate implements CertificateResult {

        private final CertificateFacts facts;
        private final Instant validUntil;

        VerifiedCertificate(CertificateFacts facts, Instant validUntil) {
            this.facts = facts;
            this.validUntil = validUntil;
        }

        /** The names that policies may rely on. */
        public CertificateFacts facts() {
            return facts;
        }

        /** The earliest notAfter on the path, its trust anchor included: the last instant of validity. */
        public Instant validUntil() {
            return validUntil;
        }
    }

    /**
     * A chain that opens nothing.
     *
     * @param reason one of the certificate reasons, or {@link ReasonCode#REVOCATION_UNKNOWN}
     * @param message one lower-case clause for the operator's log, free of control characters
     */
    record Rejected(ReasonCode reason, String message) implements CertificateResult {}
}
