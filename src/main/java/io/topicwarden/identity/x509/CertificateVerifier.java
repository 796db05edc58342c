/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.topicwarden.identity.x509.CertificateResult.Rejected;
import io.topicwarden.identity.x509.CertificateResult.VerifiedCertificate;
import io.topicwarden.policy.CertificateSettings;
import io.topicwarden.policy.ReasonCode;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a presented chain makes a verified identity, with the operator's anchors and lists alone: what the
 * broker's own truststore accepts counts for nothing. Immutable but for its cache, thread-safe, never throws; made anew
 * at each reload.
 */
public final class CertificateVerifier {

    /** What the cache holds at most, in bytes of presented DER: some twenty thousand clients. */
    private static final long CACHE_BYTES = 32L << 20;

    /** What a cached result weighs besides, in bytes, about. */
    private static final int ENTRY_BYTES = 512;

    /**
     * A success and the time it holds for.
     *
     * @param from the first instant at which the path is valid and its lists current
     * @param listsUntil the first instant at which a list relied on no longer is current
     */
    private record Success(VerifiedCertificate certificate, Instant from, Instant listsUntil, int bytes) {

        /** validUntil belongs to the validity (RFC 5280 §4.1.2.5), nextUpdate does not belong to the list's. */
        boolean holdsAt(Instant now) {
            return !now.isBefore(from) && !now.isAfter(certificate.validUntil()) && now.isBefore(listsUntil);
        }
    }

    private final PathFinder finder;
    private final List<PathCheck> checks;
    private final RevocationCheck revocation;
    private final InstantSource time;
    private final Cache<String, Success> successes = Caffeine.newBuilder()
            .maximumWeight(CACHE_BYTES)
            .weigher((String key, Success success) -> ENTRY_BYTES + success.bytes)
            .executor(Runnable::run)
            .build();

    private CertificateVerifier(
            TrustAnchors anchors, RevocationLists lists, CertificateSettings settings, InstantSource time) {
        finder = new PathFinder(anchors);
        checks = List.of(
                new ValidityCheck(),
                new UsageCheck(settings.requireClientAuth()),
                new KeyCheck(settings.minimumRsaBits(), settings.minimumEcBits()),
                new SignatureCheck(),
                new PathLengthCheck(),
                new PkixCheck());
        revocation = new RevocationCheck(lists, settings.revocation());
        this.time = time;
    }

    /**
     * Whether a certificate can be a trust anchor: a CA that may sign certificates and that, if it has name constraints,
     * signed itself.
     */
    public static boolean mayBeAnchor(X509Certificate certificate) {
        return TrustAnchors.isUsable(certificate);
    }

    /**
     * A verifier over what the operator's files held.
     *
     * @param anchors the CAs trusted; those that cannot be are passed over
     * @param lists the revocation lists, of any issuer and age
     * @param settings how strict to be; its file names are not read
     */
    public static CertificateVerifier of(
            Collection<X509Certificate> anchors,
            Collection<X509CRL> lists,
            CertificateSettings settings,
            InstantSource time) {
        return new CertificateVerifier(TrustAnchors.of(anchors), RevocationLists.of(lists), settings, time);
    }

    /**
     * Verifies what a client presented in its TLS handshake.
     *
     * @param chain the client's own certificate first, then any others, in any order; nothing of it is believed
     */
    public CertificateResult verify(List<X509Certificate> chain) {
        try {
            return chain.isEmpty()
                    ? new Rejected(ReasonCode.CERTIFICATE_MISSING, "no certificate was presented")
                    : verify(PresentedChain.of(chain), time.instant());
        } catch (UnreadableException e) {
            return untrusted(e.clause());
        } catch (RuntimeException e) { // a certificate that the JDK trips over opens nothing
            return untrusted(
                    "the certificate could not be checked: " + e.getClass().getSimpleName());
        }
    }

    /** Answers from memory, if this very chain was verified before and still is good. Throws nothing. */
    public Optional<VerifiedCertificate> recall(List<X509Certificate> chain) {
        try {
            return chain.isEmpty()
                    ? Optional.empty()
                    : Optional.ofNullable(successes.getIfPresent(
                                    PresentedChain.of(chain).key()))
                            .filter(known -> known.holdsAt(time.instant()))
                            .map(Success::certificate);
        } catch (UnreadableException | RuntimeException e) { // verify will tell what is wrong with it
            return Optional.empty();
        }
    }

    private CertificateResult verify(PresentedChain chain, Instant now) throws UnreadableException {
        Success known = successes.getIfPresent(chain.key());
        return known != null && known.holdsAt(now) ? known.certificate : verifyAnew(chain, now);
    }

    /** The first path without a refusal decides; if there is none, the first path's refusal is the one reported. */
    private CertificateResult verifyAnew(PresentedChain chain, Instant now) throws UnreadableException {
        List<X509Certificate> presented = chain.parse();
        Optional<CertificateResult> refusal = Optional.empty();
        for (CertificatePath path : finder.paths(presented)) {
            CertificateResult result = verify(path, chain, now);
            if (result instanceof VerifiedCertificate) {
                return result;
            }
            refusal = refusal.or(() -> Optional.of(result));
        }
        return refusal.orElseGet(() -> untrusted("certificate " + DisplayName.of(presented.get(0)) + ", issued by "
                + DisplayName.of(presented.get(0).getIssuerX500Principal())
                + ", has no path to a trust anchor"));
    }

    private CertificateResult verify(CertificatePath path, PresentedChain chain, Instant now)
            throws UnreadableException {
        Optional<Rejected> refusal = checks.stream()
                .flatMap(check -> check.refusal(path, now).stream())
                .findFirst();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        RevocationStatus status = revocation.status(path, now);
        return status instanceof RevocationStatus.Clear clear
                ? accepted(path, clear, chain)
                : ((RevocationStatus.Refused) status).rejected();
    }

    private VerifiedCertificate accepted(CertificatePath path, RevocationStatus.Clear clear, PresentedChain chain)
            throws UnreadableException {
        VerifiedCertificate verified =
                new VerifiedCertificate(CertificateFactsReader.facts(path.leaf()), path.validUntil());
        Instant from = path.validFrom().isBefore(clear.from()) ? clear.from() : path.validFrom();
        successes.put(chain.key(), new Success(verified, from, clear.until(), chain.bytes()));
        return verified;
    }

    private static Rejected untrusted(String message) {
        return new Rejected(ReasonCode.CERTIFICATE_UNTRUSTED, message);
    }
}
