/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import io.topicwarden.identity.x509.CertificateResult.Rejected;
import io.topicwarden.policy.ReasonCode;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The leaf is a client's certificate: not a CA's, for digitalSignature, and for clientAuth if that is required (RFC 5280
 * §4.2.1.3, §4.2.1.9, §4.2.1.12).
 *
 * <p>Stricter than the RFC, where a certificate without extended key usage is for everything: a purpose that nobody wrote
 * down is not granted, and anyExtendedKeyUsage on a leaf does not stand for clientAuth. An intermediate that restricts
 * its purposes must leave clientAuth among them, as OpenSSL and Windows have it.
 */
final class UsageCheck implements PathCheck {

    private final boolean requireClientAuth;

    UsageCheck(boolean requireClientAuth) {
        this.requireClientAuth = requireClientAuth;
    }

    @Override
    public Optional<Rejected> refusal(CertificatePath path, Instant now) {
        X509Certificate leaf = path.leaf();
        if (CertificateExtensions.isAuthority(leaf)) {
            return refused(leaf, "is a CA's, not a client's");
        }
        if (!CertificateExtensions.permitsDigitalSignature(leaf)) {
            return refused(leaf, "has a key usage without digitalSignature");
        }
        return requireClientAuth ? purposeRefusal(path) : Optional.empty();
    }

    private static Optional<Rejected> purposeRefusal(CertificatePath path) {
        Optional<List<String>> purposes = CertificateExtensions.purposes(path.leaf());
        if (purposes.isEmpty()) {
            return refused(path.leaf(), "has no extended key usage, where clientAuth is required");
        }
        if (!purposes.get().contains(CertificateExtensions.CLIENT_AUTH)) {
            return refused(path.leaf(), "has an extended key usage without clientAuth");
        }
        return path.intermediates().stream()
                .filter(intermediate -> !mayIssueForClients(intermediate))
                .findFirst()
                .flatMap(intermediate -> refused(intermediate, "may not issue certificates for clientAuth"));
    }

    private static boolean mayIssueForClients(X509Certificate intermediate) {
        return CertificateExtensions.purposes(intermediate)
                .map(purposes -> purposes.contains(CertificateExtensions.CLIENT_AUTH)
                        || purposes.contains(CertificateExtensions.ANY_EXTENDED_KEY_USAGE))
                .orElse(true);
    }

    private static Optional<Rejected> refused(X509Certificate certificate, String why) {
        return Optional.of(
                new Rejected(ReasonCode.CERTIFICATE_USAGE, "certificate " + DisplayName.of(certificate) + " " + why));
    }
}
