/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.identity.x509.CertificateResult.Rejected;
import io.topicwarden.identity.x509.CertificateResult.VerifiedCertificate;
import io.topicwarden.policy.CertificateSettings;
import io.topicwarden.policy.CertificateSettings.Revocation;
import io.topicwarden.policy.ReasonCode;
import io.topicwarden.testing.CertificateRequest;
import io.topicwarden.testing.IssuedCertificate;
import io.topicwarden.testing.RevocationListRequest;
import io.topicwarden.testing.TestCertificateAuthority;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The test subject: a verifier described in a sentence, at a fixed instant, and what is expected of it. */
final class Given implements InstantSource {

    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    static final Instant FROM = NOW.minus(Duration.ofDays(100));
    static final Instant TO = NOW.plus(Duration.ofDays(100));

    private final List<X509Certificate> anchors = new ArrayList<>();
    private final List<X509CRL> lists = new ArrayList<>();
    private Revocation revocation = Revocation.OFF;
    private boolean requireClientAuth = true;
    private int rsa = 2048;
    private int ec = 256;
    private Instant now = NOW;

    private Given() {}

    static Given trusting(TestCertificateAuthority... authorities) {
        Given given = new Given();
        for (TestCertificateAuthority authority : authorities) {
            given.anchors.add(authority.certificate());
        }
        return given;
    }

    static Given trusting(X509Certificate anchor) {
        Given given = new Given();
        given.anchors.add(anchor);
        return given;
    }

    static CertificateRequest rootRequest(String subject) {
        return TestCertificateAuthority.rootRequest(subject).valid(FROM, TO);
    }

    static TestCertificateAuthority root(String subject) {
        return rootRequest(subject).issueAuthority();
    }

    /** A list from a day before NOW to a day after. */
    static RevocationListRequest listOf(TestCertificateAuthority authority) {
        return authority
                .revocationList()
                .thisUpdate(NOW.minus(Duration.ofDays(1)))
                .nextUpdate(NOW.plus(Duration.ofDays(1)));
    }

    Given revocation(Revocation mode, X509CRL... known) {
        revocation = mode;
        lists.addAll(List.of(known));
        return this;
    }

    Given anyPurpose() {
        requireClientAuth = false;
        return this;
    }

    Given minimumKey(int rsaBits, int ecBits) {
        rsa = rsaBits;
        ec = ecBits;
        return this;
    }

    Given at(Instant instant) {
        now = instant;
        return this;
    }

    @Override
    public Instant instant() {
        return now;
    }

    CertificateVerifier verifier() {
        CertificateSettings settings =
                new CertificateSettings(List.of(), List.of(), revocation, requireClientAuth, rsa, ec);
        return CertificateVerifier.of(anchors, lists, settings, this);
    }

    VerifiedCertificate verifies(List<X509Certificate> chain) {
        return verified(verifier().verify(chain));
    }

    VerifiedCertificate verifies(IssuedCertificate client) {
        return verifies(client.chain());
    }

    Rejected refuses(List<X509Certificate> chain, ReasonCode reason) {
        return refused(verifier().verify(chain), reason);
    }

    Rejected refuses(IssuedCertificate client, ReasonCode reason) {
        return refuses(client.chain(), reason);
    }

    static VerifiedCertificate verified(CertificateResult result) {
        assertThat(result).isInstanceOf(VerifiedCertificate.class);
        return (VerifiedCertificate) result;
    }

    static Rejected refused(CertificateResult result, ReasonCode reason) {
        assertThat(result).isInstanceOf(Rejected.class);
        assertThat(((Rejected) result).reason()).as(result.toString()).isEqualTo(reason);
        return (Rejected) result;
    }
}
