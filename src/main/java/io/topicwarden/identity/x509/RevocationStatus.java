/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import io.topicwarden.identity.x509.CertificateResult.Rejected;
import java.time.Instant;

/** What the lists say of a path. */
sealed interface RevocationStatus {

    /**
     * Nothing against it.
     *
     * @param from the first instant at which the lists relied on are current
     * @param until the first at which one of them no longer is
     */
    record Clear(Instant from, Instant until) implements RevocationStatus {

        /** For ever, since no list was relied on. */
        static final Clear ALWAYS = new Clear(Instant.MIN, Instant.MAX);

        Clear and(RevocationList list) {
            Instant nextUpdate = list.nextUpdate().orElse(Instant.MIN);
            return new Clear(
                    from.isBefore(list.thisUpdate()) ? list.thisUpdate() : from,
                    until.isAfter(nextUpdate) ? nextUpdate : until);
        }
    }

    /** Revoked, or not known not to be. */
    record Refused(Rejected rejected) implements RevocationStatus {}
}
