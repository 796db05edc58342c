/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import static java.util.stream.Collectors.groupingBy;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** The CAs that the operator trusts. A certificate among them that may not sign certificates is no anchor. */
final class TrustAnchors {

    private final Map<X500Principal, List<X509Certificate>> bySubject;
    private final Set<X509Certificate> all;

    private TrustAnchors(List<X509Certificate> usable) {
        bySubject = usable.stream().collect(groupingBy(X509Certificate::getSubjectX500Principal));
        all = Set.copyOf(usable);
    }

    /** Those that last longest come first, so that a renewed CA speaks before the expired one it replaces. */
    static TrustAnchors of(Collection<X509Certificate> certificates) {
        return new TrustAnchors(certificates.stream()
                .filter(TrustAnchors::isUsable)
                .sorted(Comparator.comparing(X509Certificate::getNotAfter).reversed())
                .distinct()
                .toList());
    }

    List<X509Certificate> named(X500Principal subject) {
        return bySubject.getOrDefault(subject, List.of());
    }

    boolean contains(X509Certificate certificate) {
        return all.contains(certificate);
    }

    /**
     * The JDK takes an anchor's constraints into account only where the anchor can stand on the path itself, that is, if
     * it signed itself; an intermediate with name constraints would be trusted beyond them.
     */
    static boolean isUsable(X509Certificate certificate) {
        return CertificateExtensions.isAuthority(certificate)
                && CertificateExtensions.permitsCertificateSigning(certificate)
                && (!CertificateExtensions.hasNameConstraints(certificate)
                        || IssuerSignature.verifies(certificate, certificate.getPublicKey()));
    }
}
