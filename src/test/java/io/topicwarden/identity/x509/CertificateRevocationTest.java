/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import static io.topicwarden.identity.x509.Given.NOW;
import static io.topicwarden.identity.x509.Given.listOf;
import static io.topicwarden.identity.x509.Given.root;
import static io.topicwarden.identity.x509.Given.rootRequest;
import static io.topicwarden.identity.x509.Given.trusting;
import static io.topicwarden.policy.CertificateSettings.Revocation.IF_LISTED;
import static io.topicwarden.policy.CertificateSettings.Revocation.OFF;
import static io.topicwarden.policy.CertificateSettings.Revocation.REQUIRED;
import static io.topicwarden.policy.ReasonCode.CERTIFICATE_EXPIRED;
import static io.topicwarden.policy.ReasonCode.CERTIFICATE_REVOKED;
import static io.topicwarden.policy.ReasonCode.REVOCATION_UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.topicwarden.policy.CertificateSettings.Revocation;
import io.topicwarden.testing.IssuedCertificate;
import io.topicwarden.testing.RevocationListRequest;
import io.topicwarden.testing.TestCertificateAuthority;
import io.topicwarden.testing.TestKeys;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.security.KeyPair;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Revocation by lists, in the three modes. */
class CertificateRevocationTest {

    private static final String DELTA_CRL_INDICATOR = "2.5.29.27";
    private static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";

    private final TestCertificateAuthority root = root("CN=Root");
    private final TestCertificateAuthority plant = root.intermediate("CN=Plant").issueAuthority();
    private final IssuedCertificate client = root.client("CN=s1").issue();
    private final IssuedCertificate plantClient = plant.client("CN=s2").issue();
    private final X509CRL emptyList = listOf(root).issue();

    @Test
    void required_currentListWithoutTheCertificate_isVerified() {
        trusting(root).revocation(REQUIRED, emptyList).verifies(client);
    }

    @Test
    void required_noList_isUnknown() {
        String message = trusting(root)
                .revocation(REQUIRED)
                .refuses(client, REVOCATION_UNKNOWN)
                .message();

        assertThat(message)
                .isEqualTo("certificate `CN=s1` may be revoked: its issuer `CN=Root` has no revocation list");
    }

    @ParameterizedTest
    @EnumSource(
            value = Revocation.class,
            names = {"REQUIRED", "IF_LISTED"})
    void asked_listNamesCertificate_isRevoked(Revocation mode) {
        X509CRL list = listOf(root).revoke(client).issue();

        trusting(root).revocation(mode, list).refuses(client, CERTIFICATE_REVOKED);
    }

    @Test
    void off_listNamesCertificate_isVerified() {
        trusting(root).revocation(OFF, listOf(root).revoke(client).issue()).verifies(client);
    }

    @Test
    void ifListed_noList_isVerified() {
        trusting(root).revocation(IF_LISTED).verifies(client);
    }

    @ParameterizedTest
    @EnumSource(
            value = Revocation.class,
            names = {"REQUIRED", "IF_LISTED"})
    void asked_listOutOfDateNamesCertificate_isRevoked(Revocation mode) {
        X509CRL old = listOf(root)
                .revoke(client)
                .nextUpdate(NOW.minus(Duration.ofHours(1)))
                .issue();

        trusting(root).revocation(mode, old, emptyList).refuses(client, CERTIFICATE_REVOKED);
    }

    @Test
    void ifListed_listOutOfDateWithoutTheCertificate_isVerified() {
        X509CRL old = listOf(root).nextUpdate(NOW.minus(Duration.ofHours(1))).issue();

        trusting(root).revocation(IF_LISTED, old).verifies(client);
    }

    @Test
    void required_atNextUpdate_isUnknown() {
        X509CRL ending = listOf(root).nextUpdate(NOW).issue();

        trusting(root).at(NOW.minusNanos(1)).revocation(REQUIRED, ending).verifies(client);
        trusting(root).at(NOW).revocation(REQUIRED, ending).refuses(client, REVOCATION_UNKNOWN);
    }

    @Test
    void required_atThisUpdate_isVerified() {
        X509CRL beginning = listOf(root).thisUpdate(NOW).issue();

        trusting(root).at(NOW).revocation(REQUIRED, beginning).verifies(client);
        trusting(root).at(NOW.minusNanos(1)).revocation(REQUIRED, beginning).refuses(client, REVOCATION_UNKNOWN);
    }

    @Test
    void required_listWithoutNextUpdate_isUnknown() {
        trusting(root).revocation(REQUIRED, listOf(root).noNextUpdate().issue()).refuses(client, REVOCATION_UNKNOWN);
    }

    @Test
    void required_oldListBesideCurrentOne_isVerified() {
        X509CRL old = listOf(root).nextUpdate(NOW.minus(Duration.ofHours(1))).issue();

        trusting(root).revocation(REQUIRED, old, emptyList).verifies(client);
    }

    @Test
    void required_listsOfBothIssuers_isVerified() {
        trusting(root).revocation(REQUIRED, emptyList, listOf(plant).issue()).verifies(plantClient);
    }

    @Test
    void required_noListOfIntermediate_isUnknown() {
        trusting(root).revocation(REQUIRED, emptyList).refuses(plantClient, REVOCATION_UNKNOWN);
    }

    @Test
    void required_noListOfRoot_isUnknown() {
        trusting(root).revocation(REQUIRED, listOf(plant).issue()).refuses(plantClient, REVOCATION_UNKNOWN);
    }

    @Test
    void required_intermediateRevoked_isRevoked() {
        X509CRL list = listOf(root).revoke(plant.issued()).issue();

        trusting(root).revocation(REQUIRED, list).refuses(plantClient, CERTIFICATE_REVOKED);
    }

    @Test
    void required_sameSerialOnListOfAnotherIssuer_isVerified() {
        X509CRL list = listOf(plant).revoke(client).issue();

        trusting(root).revocation(REQUIRED, emptyList, list).verifies(client);
    }

    @Test
    void required_listOfAnotherCaOfTheSameName_doesNotCount() {
        TestCertificateAuthority impostor = root("CN=Root");

        trusting(root).revocation(REQUIRED, listOf(impostor).issue()).refuses(client, REVOCATION_UNKNOWN);
        trusting(root)
                .revocation(REQUIRED, emptyList, listOf(impostor).revoke(client).issue())
                .verifies(client);
    }

    @Test
    void required_listSignedByAnotherKey_doesNotCount() {
        KeyPair other = TestKeys.ec();

        trusting(root)
                .revocation(REQUIRED, listOf(root).signedBy(other.getPrivate()).issue())
                .refuses(client, REVOCATION_UNKNOWN);
    }

    @Test
    void required_issuerThatMayNotSignLists_isUnknownButItsEntriesRevoke() {
        TestCertificateAuthority mute =
                rootRequest("CN=Mute").keyUsage(KeyUsage.keyCertSign).issueAuthority();
        IssuedCertificate mutes = mute.client("CN=s1").issue();

        trusting(mute).revocation(REQUIRED, listOf(mute).issue()).refuses(mutes, REVOCATION_UNKNOWN);
        trusting(mute).revocation(REQUIRED, listOf(mute).revoke(mutes).issue()).refuses(mutes, CERTIFICATE_REVOKED);
    }

    @Test
    void required_issuerWithoutKeyUsage_isVerified() {
        TestCertificateAuthority plain = rootRequest("CN=Plain").noKeyUsage().issueAuthority();

        trusting(plain)
                .revocation(REQUIRED, listOf(plain).issue())
                .verifies(plain.client("CN=s1").issue());
    }

    @Test
    void required_listWithWeakSignature_isUnknown() {
        trusting(root)
                .revocation(REQUIRED, listOf(root).signature("SHA1withECDSA").issue())
                .refuses(client, REVOCATION_UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(ints = {CRLReason.certificateHold, CRLReason.removeFromCRL, CRLReason.keyCompromise})
    void ifListed_entryOfAnyReason_isRevoked(int reason) {
        X509CRL list = listOf(root).revoke(client.serial(), reason).issue();

        trusting(root).revocation(IF_LISTED, list).refuses(client, CERTIFICATE_REVOKED);
    }

    @Test
    void required_onlyListIsForCas_isUnknown() throws Exception {
        assertPartial(new IssuingDistributionPoint(null, false, true, null, false, false));
    }

    @Test
    void required_onlyListIsForUsers_isUnknown() throws Exception {
        assertPartial(new IssuingDistributionPoint(null, true, false, null, false, false));
    }

    @Test
    void required_onlyListIsForSomeReasons_isUnknown() throws Exception {
        ReasonFlags reasons = new ReasonFlags(ReasonFlags.keyCompromise);
        assertPartial(new IssuingDistributionPoint(null, false, false, reasons, false, false));
    }

    @Test
    void required_onlyListIsIndirect_isUnknown() throws Exception {
        assertPartial(new IssuingDistributionPoint(null, false, false, null, true, false));
    }

    @Test
    void required_onlyListIsOfOneDistributionPoint_isUnknown() throws Exception {
        assertPartial(new IssuingDistributionPoint(point("http://127.0.0.1/1.crl"), false, false));
    }

    @Test
    void required_onlyListIsDelta_isUnknown() throws Exception {
        assertPartial(DELTA_CRL_INDICATOR, new ASN1Integer(1).getEncoded());
    }

    @Test
    void required_onlyListHasUnknownCriticalExtension_isUnknown() {
        assertPartial("1.3.6.1.4.1.99999.2", new byte[] {5, 0});
    }

    private void assertPartial(IssuingDistributionPoint scope) throws Exception {
        assertPartial(ISSUING_DISTRIBUTION_POINT, scope.getEncoded());
    }

    /** Clears nothing, yet revokes what it names. */
    private void assertPartial(String oid, byte[] extension) {
        RevocationListRequest request = listOf(root).extension(oid, true, extension);
        trusting(root).revocation(REQUIRED, request.issue()).refuses(client, REVOCATION_UNKNOWN);
        trusting(root).revocation(REQUIRED, request.issue(), emptyList).verifies(client);

        X509CRL naming = request.revoke(client).issue();
        trusting(root).revocation(REQUIRED, naming, emptyList).refuses(client, CERTIFICATE_REVOKED);
        trusting(root).revocation(IF_LISTED, naming).refuses(client, CERTIFICATE_REVOKED);
    }

    @Test
    void required_certificateNamesPlacesOnTheNetwork_asksNone() throws Exception {
        System.setProperty("com.sun.security.enableCRLDP", "true");
        System.setProperty("com.sun.security.enableAIAcaIssuers", "true");
        try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/ca";
            IssuedCertificate pointing = plant.client("CN=s3")
                    .extension("2.5.29.31", false, distributionPoint(url))
                    .extension("1.3.6.1.5.5.7.1.1", false, authorityInformation(url))
                    .issue();

            trusting(root).revocation(REQUIRED).refuses(pointing, REVOCATION_UNKNOWN);
            server.setSoTimeout(1);
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        } finally {
            System.clearProperty("com.sun.security.enableCRLDP");
            System.clearProperty("com.sun.security.enableAIAcaIssuers");
        }
    }

    @Test
    void required_listOfLargeCa_isVerified() {
        RevocationListRequest request = listOf(root);
        for (int serial = 1; serial <= 1_000; serial++) {
            request.revoke(BigInteger.valueOf(serial));
        }

        trusting(root).revocation(REQUIRED, request.issue()).verifies(client);
        trusting(root)
                .revocation(REQUIRED, request.issue())
                .refuses(root.client("CN=s4").serial(999).issue(), CERTIFICATE_REVOKED);
    }

    @Test
    void required_expiredAndRevoked_isExpired() {
        Instant end = NOW.minusSeconds(1);
        IssuedCertificate old = root.client("CN=s5").valid(Given.FROM, end).issue();

        trusting(root).revocation(REQUIRED, listOf(root).revoke(old).issue()).refuses(old, CERTIFICATE_EXPIRED);
    }

    private static DistributionPointName point(String url) {
        return new DistributionPointName(new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, url)));
    }

    private static byte[] distributionPoint(String url) throws Exception {
        return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(point(url), null, null)}).getEncoded();
    }

    private static byte[] authorityInformation(String url) throws Exception {
        GeneralName place = new GeneralName(GeneralName.uniformResourceIdentifier, url);
        return new AuthorityInformationAccess(new AccessDescription[] {
                    new AccessDescription(AccessDescription.id_ad_caIssuers, place),
                    new AccessDescription(AccessDescription.id_ad_ocsp, place)
                })
                .getEncoded();
    }
}
