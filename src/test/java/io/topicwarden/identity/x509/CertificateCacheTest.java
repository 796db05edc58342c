/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import static io.topicwarden.identity.x509.Given.NOW;
import static io.topicwarden.identity.x509.Given.listOf;
import static io.topicwarden.identity.x509.Given.refused;
import static io.topicwarden.identity.x509.Given.root;
import static io.topicwarden.identity.x509.Given.trusting;
import static io.topicwarden.identity.x509.Given.verified;
import static io.topicwarden.policy.CertificateSettings.Revocation.REQUIRED;
import static io.topicwarden.policy.ReasonCode.CERTIFICATE_EXPIRED;
import static io.topicwarden.policy.ReasonCode.CERTIFICATE_NOT_YET_VALID;
import static io.topicwarden.policy.ReasonCode.CERTIFICATE_UNTRUSTED;
import static io.topicwarden.policy.ReasonCode.REVOCATION_UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.testing.IssuedCertificate;
import io.topicwarden.testing.TestCertificateAuthority;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A verifier remembers what it accepted, and not a moment longer than it would accept it again. */
class CertificateCacheTest {

    private static final Instant START = NOW.minus(Duration.ofHours(1));
    private static final Instant END = NOW.plus(Duration.ofHours(1));

    private final TestCertificateAuthority root = root("CN=Root");
    private final IssuedCertificate client =
            root.client("CN=s1").valid(START, END).issue();

    @Test
    void verify_sameChainAgain_isRemembered() {
        CertificateVerifier verifier = trusting(root).verifier();

        assertThat(verifier.verify(client.chain())).isSameAs(verifier.verify(client.chain()));
    }

    @Test
    void verify_rememberedPastNotAfter_isExpired() {
        Given time = trusting(root);
        CertificateVerifier verifier = time.verifier();
        verified(verifier.verify(client.chain()));

        time.at(END);
        verified(verifier.verify(client.chain()));
        time.at(END.plusNanos(1));
        refused(verifier.verify(client.chain()), CERTIFICATE_EXPIRED);
    }

    @Test
    void verify_rememberedAndClockSetBack_isNotYetValid() {
        Given time = trusting(root);
        CertificateVerifier verifier = time.verifier();
        verified(verifier.verify(client.chain()));

        time.at(START.minusNanos(1));
        refused(verifier.verify(client.chain()), CERTIFICATE_NOT_YET_VALID);
    }

    @Test
    void verify_rememberedPastNextUpdate_isUnknown() {
        Instant nextUpdate = NOW.plusSeconds(60);
        Given time = trusting(root)
                .revocation(REQUIRED, listOf(root).nextUpdate(nextUpdate).issue());
        CertificateVerifier verifier = time.verifier();
        verified(verifier.verify(client.chain()));

        time.at(nextUpdate.minusNanos(1));
        verified(verifier.verify(client.chain()));
        time.at(nextUpdate);
        refused(verifier.verify(client.chain()), REVOCATION_UNKNOWN);
    }

    @Test
    void verify_rememberedPastNextUpdateOfOneOfTwoLists_isVerifiedByTheOther() {
        X509CRL shorter = listOf(root).nextUpdate(NOW.plusSeconds(60)).issue();
        X509CRL longer = listOf(root).nextUpdate(NOW.plusSeconds(120)).issue();
        Given time = trusting(root).revocation(REQUIRED, shorter, longer);
        CertificateVerifier verifier = time.verifier();
        verified(verifier.verify(client.chain()));

        time.at(NOW.plusSeconds(60));
        verified(verifier.verify(client.chain()));
        time.at(NOW.plusSeconds(120));
        refused(verifier.verify(client.chain()), REVOCATION_UNKNOWN);
    }

    @Test
    void verify_refusedThenValid_isNotRemembered() {
        Given time = trusting(root).at(START.minusNanos(1));
        CertificateVerifier verifier = time.verifier();
        refused(verifier.verify(client.chain()), CERTIFICATE_NOT_YET_VALID);

        time.at(START);
        verified(verifier.verify(client.chain()));
    }

    @Test
    void verify_rememberedWithoutItsIntermediate_isUntrusted() {
        IssuedCertificate below =
                root.intermediate("CN=Plant").issueAuthority().client("CN=s2").issue();
        CertificateVerifier verifier = trusting(root).verifier();
        verified(verifier.verify(below.chain()));

        refused(verifier.verify(List.of(below.certificate())), CERTIFICATE_UNTRUSTED);
    }
}
