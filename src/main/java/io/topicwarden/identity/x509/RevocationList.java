/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import java.security.PublicKey;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.security.cert.X509Extension;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * A CRL, and whether its silence means anything (RFC 5280 §5). What it names is revoked in any case; but only a list for
 * all certificates of its issuer, for all reasons, can clear one that it does not name.
 */
final class RevocationList {

    private static final String DELTA_CRL_INDICATOR = "2.5.29.27";
    private static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";

    /** cRLNumber and authorityKeyIdentifier change nothing in what a list covers. */
    private static final Set<String> HARMLESS_IN_LIST = Set.of("2.5.29.20", "2.5.29.35");

    /** reasonCode, holdInstructionCode and invalidityDate: every entry revokes, whatever it says of when and why. */
    private static final Set<String> HARMLESS_IN_ENTRY = Set.of("2.5.29.21", "2.5.29.23", "2.5.29.24");

    private final X509CRL list;
    private final boolean canClear;

    private RevocationList(X509CRL list) {
        this.list = list;
        this.canClear = isComplete(list) && SignatureAlgorithm.isStrong(list.getSigAlgOID(), list.getSigAlgParams());
    }

    static RevocationList of(X509CRL list) {
        return new RevocationList(list);
    }

    X500Principal issuer() {
        return list.getIssuerX500Principal();
    }

    boolean isSignedWith(PublicKey key) {
        return IssuerSignature.verifies(list, key);
    }

    /** Whether it has an entry for this certificate, of whatever reason: certificateHold and removeFromCRL too. */
    boolean names(X509Certificate certificate) {
        return list.getRevokedCertificate(certificate) != null;
    }

    /** Whether a certificate of its issuer that it does not name can be taken as not revoked now. */
    boolean clearsAt(Instant now) {
        // thisUpdate belongs to the time the list is current, nextUpdate does not: by then there must be a newer one.
        return canClear
                && !now.isBefore(thisUpdate())
                && nextUpdate().filter(now::isBefore).isPresent();
    }

    Instant thisUpdate() {
        return list.getThisUpdate().toInstant();
    }

    /** Empty if the list never says when it ends; it then clears nothing (RFC 5280 §5.1.2.5 wants one). */
    Optional<Instant> nextUpdate() {
        return Optional.ofNullable(list.getNextUpdate()).map(Date::toInstant);
    }

    /** A partial scope, an indirect list and one for some reasons only all need an issuingDistributionPoint. */
    private static boolean isComplete(X509CRL list) {
        return list.getExtensionValue(ISSUING_DISTRIBUTION_POINT) == null
                && list.getExtensionValue(DELTA_CRL_INDICATOR) == null
                && hasNoCriticalBeyond(HARMLESS_IN_LIST, list)
                && hasHarmlessEntries(list);
    }

    private static boolean hasHarmlessEntries(X509CRL list) {
        Set<? extends X509CRLEntry> entries = list.getRevokedCertificates();
        return entries == null || entries.stream().allMatch(entry -> hasNoCriticalBeyond(HARMLESS_IN_ENTRY, entry));
    }

    private static boolean hasNoCriticalBeyond(Set<String> known, X509Extension extended) {
        Set<String> critical = extended.getCriticalExtensionOIDs();
        return critical == null || known.containsAll(critical);
    }
}
