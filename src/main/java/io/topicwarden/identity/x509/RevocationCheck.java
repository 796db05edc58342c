/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import io.topicwarden.identity.x509.CertificateResult.Rejected;
import io.topicwarden.policy.CertificateSettings.Revocation;
import io.topicwarden.policy.ReasonCode;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * Revocation by the operator's lists and by nothing else, for every certificate below the anchor.
 */
/*
 * Not PKIXRevocationChecker, which answers three questions otherwise than we must: it takes a list for current up to 15
 * minutes after nextUpdate; later than that it does not look into the list, even where it names the certificate; and it
 * follows CRL distribution points where a system property says so.
 */
final class RevocationCheck {

    private final RevocationLists lists;
    private final Revocation mode;

    RevocationCheck(RevocationLists lists, Revocation mode) {
        this.lists = lists;
        this.mode = mode;
    }

    /** A certificate that is revoked says so even where for another one no list is current. */
    RevocationStatus status(CertificatePath path, Instant now) {
        if (mode == Revocation.OFF) {
            return RevocationStatus.Clear.ALWAYS;
        }
        Optional<Rejected> revoked = revoked(path);
        if (revoked.isPresent()) {
            return new RevocationStatus.Refused(revoked.get());
        }
        return mode == Revocation.REQUIRED ? cleared(path, now) : RevocationStatus.Clear.ALWAYS;
    }

    /** A good signature of the issuer's key is enough to revoke, on a list out of date or of partial scope too. */
    private Optional<Rejected> revoked(CertificatePath path) {
        for (int i = 0; i < path.certificates().size(); i++) {
            X509Certificate certificate = path.certificates().get(i);
            if (lists.of(path.issuerOf(i)).stream().anyMatch(list -> list.names(certificate))) {
                return Optional.of(new Rejected(
                        ReasonCode.CERTIFICATE_REVOKED,
                        "certificate " + DisplayName.of(certificate) + " is on a revocation list"));
            }
        }
        return Optional.empty();
    }

    private RevocationStatus cleared(CertificatePath path, Instant now) {
        RevocationStatus.Clear clear = RevocationStatus.Clear.ALWAYS;
        for (int i = 0; i < path.certificates().size(); i++) {
            X509Certificate issuer = path.issuerOf(i);
            Optional<RevocationList> list = clearingList(issuer, now);
            if (list.isEmpty()) {
                return new RevocationStatus.Refused(unknown(path.certificates().get(i), issuer));
            }
            clear = clear.and(list.get());
        }
        return clear;
    }

    /** The list of this CA that stays current longest. */
    private Optional<RevocationList> clearingList(X509Certificate issuer, Instant now) {
        if (!CertificateExtensions.permitsListSigning(issuer)) {
            return Optional.empty();
        }
        return lists.of(issuer).stream()
                .filter(list -> list.clearsAt(now))
                .max(Comparator.comparing(list -> list.nextUpdate().orElse(Instant.MIN)));
    }

    private Rejected unknown(X509Certificate certificate, X509Certificate issuer) {
        String why = !CertificateExtensions.permitsListSigning(issuer)
                ? "may not sign revocation lists"
                : lists.of(issuer).isEmpty() ? "has no revocation list" : "has no current and complete revocation list";
        return new Rejected(
                ReasonCode.REVOCATION_UNKNOWN,
                "certificate " + DisplayName.of(certificate) + " may be revoked: its issuer " + DisplayName.of(issuer)
                        + " " + why);
    }
}
