/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import io.topicwarden.identity.x509.CertificateResult.Rejected;
import io.topicwarden.policy.ReasonCode;
import java.time.Instant;
import java.util.Optional;

/** Every certificate below the anchor is signed over a hash of 256 bits or more; nobody relies on the anchor's own. */
final class SignatureCheck implements PathCheck {

    @Override
    public Optional<Rejected> refusal(CertificatePath path, Instant now) {
        return path.certificates().stream()
                .filter(c -> !SignatureAlgorithm.isStrong(c.getSigAlgOID(), c.getSigAlgParams()))
                .findFirst()
                .map(c -> new Rejected(
                        ReasonCode.CERTIFICATE_WEAK_KEY,
                        "certificate " + DisplayName.of(c) + " is signed with " + c.getSigAlgName()
                                + ", which is too weak or unknown"));
    }
}
