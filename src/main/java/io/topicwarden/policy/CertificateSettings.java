/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.util.List;

/**
 * How client certificates are checked.
 *
 * @param trustAnchors PEM files of the only CAs trusted
 * @param revocationLists PEM or DER files of CRLs
 * @param revocation how revocation is asked for
 * @param requireClientAuth whether the extended key usage clientAuth is needed (RFC 5280 §4.2.1.12)
 * @param minimumRsaBits the fewest bits of an RSA key
 * @param minimumEcBits the fewest bits of an EC key
 */
public record CertificateSettings(
        List<FileReference> trustAnchors,
        List<FileReference> revocationLists,
        Revocation revocation,
        boolean requireClientAuth,
        int minimumRsaBits,
        int minimumEcBits) {

    /** How revocation is asked for. */
    public enum Revocation {
        /** An issuer without a current list refuses. */
        REQUIRED,
        /** Only a certificate that some list names is refused. */
        IF_LISTED,
        /** Nothing is asked. */
        OFF
    }

    /** No CA is trusted, so that no certificate is. */
    public static final CertificateSettings NONE =
            new CertificateSettings(List.of(), List.of(), Revocation.REQUIRED, true, 2048, 256);

    public CertificateSettings {
        trustAnchors = List.copyOf(trustAnchors);
        revocationLists = List.copyOf(revocationLists);
    }
}
