/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import static io.topicwarden.identity.x509.Given.NOW;
import static io.topicwarden.identity.x509.Given.TO;
import static io.topicwarden.identity.x509.Given.root;
import static io.topicwarden.identity.x509.Given.rootRequest;
import static io.topicwarden.identity.x509.Given.trusting;
import static io.topicwarden.policy.ReasonCode.CERTIFICATE_EXPIRED;
import static io.topicwarden.policy.ReasonCode.CERTIFICATE_NOT_YET_VALID;
import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.testing.IssuedCertificate;
import io.topicwarden.testing.TestCertificateAuthority;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Validity to the instant: both ends belong to it (RFC 5280 §4.1.2.5). */
class CertificateValidityTest {

    private static final Instant START = NOW.minus(Duration.ofDays(1));
    private static final Instant END = NOW.plus(Duration.ofDays(1));

    private final TestCertificateAuthority root = root("CN=Root");
    private final IssuedCertificate client =
            root.client("CN=s1").valid(START, END).issue();

    @Test
    void verify_atNotBefore_isVerified() {
        trusting(root).at(START).verifies(client);
    }

    @Test
    void verify_justBeforeNotBefore_isNotYetValid() {
        trusting(root).at(START.minusNanos(1)).refuses(client, CERTIFICATE_NOT_YET_VALID);
    }

    @Test
    void verify_atNotAfter_isVerified() {
        trusting(root).at(END).verifies(client);
    }

    @Test
    void verify_justAfterNotAfter_isExpired() {
        String message = trusting(root)
                .at(END.plusNanos(1))
                .refuses(client, CERTIFICATE_EXPIRED)
                .message();

        assertThat(message).isEqualTo("certificate `CN=s1` expired at 2026-06-02T12:00:00Z");
    }

    @Test
    void verify_expiredIntermediate_isExpired() {
        TestCertificateAuthority plant =
                root.intermediate("CN=Plant").valid(START, END).issueAuthority();
        IssuedCertificate longer = plant.client("CN=s1").valid(START, TO).issue();

        trusting(root).at(END.plusSeconds(1)).refuses(longer, CERTIFICATE_EXPIRED);
    }

    @Test
    void verify_expiredAnchor_isExpired() {
        TestCertificateAuthority old = rootRequest("CN=Old").valid(START, END).issueAuthority();
        IssuedCertificate longer = old.client("CN=s1").valid(START, TO).issue();

        trusting(old).at(END).verifies(longer);
        trusting(old).at(END.plusNanos(1)).refuses(longer, CERTIFICATE_EXPIRED);
    }

    @Test
    void verify_anchorOfTomorrow_isNotYetValid() {
        TestCertificateAuthority next = rootRequest("CN=Next").valid(END, TO).issueAuthority();
        IssuedCertificate early = next.client("CN=s1").valid(START, TO).issue();

        trusting(next).refuses(early, CERTIFICATE_NOT_YET_VALID);
    }

    @Test
    void validUntil_ofShortestCertificate_isItsNotAfter() {
        TestCertificateAuthority plant =
                root.intermediate("CN=Plant").valid(START, END).issueAuthority();

        assertThat(trusting(root).verifies(client).validUntil()).isEqualTo(END);
        assertThat(trusting(root)
                        .verifies(plant.client("CN=s1").valid(START, TO).issue())
                        .validUntil())
                .isEqualTo(END);
    }
}
