/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import io.topicwarden.identity.x509.CertificateResult.Rejected;
import io.topicwarden.policy.ReasonCode;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Every key on the path, its anchor's included, is an RSA, EC or EdDSA key of the size asked for. An Ed25519 key counts
 * as 256 bits of EC, an Ed448 key as 448; other kinds, as DSA, are too weak at any size.
 */
final class KeyCheck implements PathCheck {

    private final int minimumRsaBits;
    private final int minimumEcBits;

    KeyCheck(int minimumRsaBits, int minimumEcBits) {
        this.minimumRsaBits = minimumRsaBits;
        this.minimumEcBits = minimumEcBits;
    }

    @Override
    public Optional<Rejected> refusal(CertificatePath path, Instant now) {
        return path.all().stream()
                .flatMap(certificate -> refusal(certificate).stream())
                .findFirst();
    }

    private Optional<Rejected> refusal(X509Certificate certificate) {
        PublicKey key = certificate.getPublicKey();
        if (key instanceof RSAPublicKey rsa) {
            return refusal(certificate, "RSA", rsa.getModulus().bitLength(), minimumRsaBits);
        }
        if (key instanceof ECPublicKey ec) {
            return refusal(certificate, "EC", ec.getParams().getOrder().bitLength(), minimumEcBits);
        }
        if (key instanceof EdECPublicKey edwards) {
            int bits = edwards.getParams().getName().equals("Ed448") ? 448 : 256;
            return refusal(certificate, "EdDSA", bits, minimumEcBits);
        }
        return refused(certificate, "a key that is neither RSA nor EC nor EdDSA");
    }

    private static Optional<Rejected> refusal(X509Certificate certificate, String kind, int bits, int minimum) {
        return bits < minimum
                ? refused(certificate, "an " + kind + " key of " + bits + " bits, where " + minimum + " are required")
                : Optional.empty();
    }

    private static Optional<Rejected> refused(X509Certificate certificate, String key) {
        return Optional.of(new Rejected(
                ReasonCode.CERTIFICATE_WEAK_KEY, "certificate " + DisplayName.of(certificate) + " has " + key));
    }
}
