/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A path on which every certificate bears the signature of the next, and the last that of the anchor.
 *
 * @param certificates the client's certificate first, without the anchor; never empty
 * @param anchor one of the operator's trust anchors
 */
record CertificatePath(List<X509Certificate> certificates, X509Certificate anchor) {

    CertificatePath {
        certificates = List.copyOf(certificates);
    }

    X509Certificate leaf() {
        return certificates.get(0);
    }

    List<X509Certificate> intermediates() {
        return certificates.subList(1, certificates.size());
    }

    /** The certificates and the anchor. */
    List<X509Certificate> all() {
        return Stream.concat(certificates.stream(), Stream.of(anchor)).toList();
    }

    X509Certificate issuerOf(int index) {
        return index + 1 < certificates.size() ? certificates.get(index + 1) : anchor;
    }

    /** The first instant at which all of the path is valid. */
    Instant validFrom() {
        return all().stream()
                .map(certificate -> certificate.getNotBefore().toInstant())
                .max(Instant::compareTo)
                .orElseThrow();
    }

    /** The last instant at which all of the path is valid. */
    Instant validUntil() {
        return all().stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
    }
}
