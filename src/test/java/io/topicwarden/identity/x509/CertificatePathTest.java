/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import static io.topicwarden.identity.x509.Given.root;
import static io.topicwarden.identity.x509.Given.rootRequest;
import static io.topicwarden.identity.x509.Given.trusting;
import static io.topicwarden.policy.ReasonCode.CERTIFICATE_EXPIRED;
import static io.topicwarden.policy.ReasonCode.CERTIFICATE_MISSING;
import static io.topicwarden.policy.ReasonCode.CERTIFICATE_UNTRUSTED;
import static io.topicwarden.policy.ReasonCode.CERTIFICATE_USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.testing.CertificateRequest;
import io.topicwarden.testing.IssuedCertificate;
import io.topicwarden.testing.TestCertificateAuthority;
import io.topicwarden.testing.TestKeys;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;

/** The path from a client's certificate to our anchors. */
class CertificatePathTest {

    private final TestCertificateAuthority root = root("CN=Root");
    private final TestCertificateAuthority first = root.intermediate("CN=First").issueAuthority();
    private final TestCertificateAuthority second =
            first.intermediate("CN=Second").issueAuthority();

    @Test
    void verify_directlyBelowAnchor_isVerified() {
        IssuedCertificate client = root.client("CN=s1").issue();

        assertThat(trusting(root).verifies(client).facts().cn()).containsExactly("s1");
    }

    @Test
    void verify_oneIntermediate_isVerified() {
        trusting(root).verifies(first.client("CN=s1").issue());
    }

    @Test
    void verify_twoIntermediates_isVerified() {
        trusting(root).verifies(second.client("CN=s1").issue());
    }

    @Test
    void verify_rsaChain_isVerified() {
        TestCertificateAuthority rsaRoot = rootRequest("CN=Root").rsa(2048).issueAuthority();
        TestCertificateAuthority rsaIntermediate =
                rsaRoot.intermediate("CN=First").rsa(2048).issueAuthority();

        trusting(rsaRoot).verifies(rsaIntermediate.client("CN=s1").rsa(2048).issue());
    }

    @Test
    void verify_ecLeafBelowRsaRoot_isVerified() {
        TestCertificateAuthority rsaRoot = rootRequest("CN=Root").rsa(2048).issueAuthority();

        trusting(rsaRoot).verifies(rsaRoot.client("CN=s1").issue());
    }

    @Test
    void verify_outOfOrder_isVerified() {
        IssuedCertificate client = second.client("CN=s1").issue();

        trusting(root).verifies(List.of(client.certificate(), first.certificate(), second.certificate()));
    }

    @Test
    void verify_extraAndRepeatedCertificates_isVerified() {
        IssuedCertificate client = first.client("CN=s1").issue();
        X509Certificate stranger = root("CN=Other").certificate();

        trusting(root)
                .verifies(List.of(
                        client.certificate(),
                        stranger,
                        client.certificate(),
                        first.certificate(),
                        first.certificate(),
                        root.certificate()));
    }

    @Test
    void verify_leafNotFirst_takesTheFirst() {
        IssuedCertificate client = first.client("CN=s1").issue();

        trusting(root).refuses(List.of(first.certificate(), client.certificate()), CERTIFICATE_USAGE);
    }

    @Test
    void verify_emptyChain_isMissing() {
        trusting(root).refuses(List.of(), CERTIFICATE_MISSING);
    }

    @Test
    void verify_missingIntermediate_isUntrusted() {
        IssuedCertificate client = second.client("CN=s1").issue();

        trusting(root).refuses(List.of(client.certificate(), second.certificate()), CERTIFICATE_UNTRUSTED);
    }

    @Test
    void verify_ofAnotherCa_isUntrusted() {
        String message = trusting(root)
                .refuses(root("CN=Other").client("CN=s1").issue(), CERTIFICATE_UNTRUSTED)
                .message();

        assertThat(message).isEqualTo("certificate `CN=s1`, issued by `CN=Other`, has no path to a trust anchor");
    }

    @Test
    void verify_ofAnotherCaOfTheSameName_isUntrusted() {
        trusting(root).refuses(root("CN=Root").client("CN=s1").issue(), CERTIFICATE_UNTRUSTED);
    }

    @Test
    void verify_withAnotherRootPresented_isUntrusted() {
        TestCertificateAuthority impostor = root("CN=Root");
        IssuedCertificate client = impostor.client("CN=s1").issue();

        trusting(root).refuses(List.of(client.certificate(), impostor.certificate()), CERTIFICATE_UNTRUSTED);
    }

    @Test
    void verify_expiredOfAnotherCa_isUntrusted() {
        IssuedCertificate client = root("CN=Other")
                .client("CN=s1")
                .valid(Given.FROM, Given.NOW.minusSeconds(1))
                .issue();

        trusting(root).refuses(client, CERTIFICATE_UNTRUSTED);
    }

    @Test
    void verify_selfSigned_isUntrusted() {
        IssuedCertificate client = CertificateRequest.selfSigned("CN=s1")
                .client()
                .valid(Given.FROM, Given.TO)
                .issue();

        trusting(root).refuses(client, CERTIFICATE_UNTRUSTED);
    }

    @Test
    void verify_noAnchors_isUntrusted() {
        trusting().refuses(root.client("CN=s1").issue(), CERTIFICATE_UNTRUSTED);
    }

    @Test
    void verify_anchorPresentedAsClient_isRefusedByUsage() {
        trusting(root).refuses(List.of(root.certificate()), CERTIFICATE_USAGE);
    }

    @Test
    void verify_selfSignedClientAmongAnchors_isUntrusted() {
        IssuedCertificate client = CertificateRequest.selfSigned("CN=s1")
                .client()
                .valid(Given.FROM, Given.TO)
                .issue();

        trusting(client.certificate()).refuses(client, CERTIFICATE_UNTRUSTED);
    }

    @Test
    void verify_belowIntermediateAsAnchor_isVerified() {
        trusting(first).verifies(first.client("CN=s1").issue());
    }

    @Test
    void verify_besideIntermediateAsAnchor_isUntrusted() {
        trusting(first).refuses(root.client("CN=s1").issue(), CERTIFICATE_UNTRUSTED);
    }

    @Test
    void verify_anchorWithoutBasicConstraints_isUntrusted() {
        TestCertificateAuthority plain =
                rootRequest("CN=Plain").noBasicConstraints().issueAuthority();

        trusting(plain).refuses(plain.client("CN=s1").issue(), CERTIFICATE_UNTRUSTED);
    }

    @Test
    void verify_anchorThatIsNoCa_isUntrusted() {
        TestCertificateAuthority plain =
                rootRequest("CN=Plain").basicConstraints(false).issueAuthority();

        trusting(plain).refuses(plain.client("CN=s1").issue(), CERTIFICATE_UNTRUSTED);
    }

    @Test
    void verify_anchorThatMayNotSignCertificates_isUntrusted() {
        TestCertificateAuthority signer =
                rootRequest("CN=Signer").keyUsage(KeyUsage.digitalSignature).issueAuthority();

        trusting(signer).refuses(signer.client("CN=s1").issue(), CERTIFICATE_UNTRUSTED);
    }

    @Test
    void verify_belowClientCertificate_isUntrusted() {
        TestCertificateAuthority client =
                TestCertificateAuthority.of(root.client("CN=s1").issue());

        trusting(root).refuses(client.client("CN=admin").issue(), CERTIFICATE_UNTRUSTED);
    }

    @Test
    void verify_intermediateThatMayNotSignCertificates_isUntrusted() {
        TestCertificateAuthority signer = root.intermediate("CN=Signer")
                .keyUsage(KeyUsage.digitalSignature)
                .issueAuthority();

        trusting(root).refuses(signer.client("CN=s1").issue(), CERTIFICATE_UNTRUSTED);
    }

    @Test
    void verify_intermediateBeyondPathLengthOfAnchor_isUntrusted() {
        TestCertificateAuthority narrow = rootRequest("CN=Narrow").pathLength(0).issueAuthority();
        TestCertificateAuthority below = narrow.intermediate("CN=Below").issueAuthority();

        trusting(narrow).verifies(narrow.client("CN=s1").issue());
        trusting(narrow).refuses(below.client("CN=s1").issue(), CERTIFICATE_UNTRUSTED);
    }

    @Test
    void verify_intermediateBeyondPathLengthOfIntermediate_isUntrusted() {
        TestCertificateAuthority narrow =
                root.intermediate("CN=Narrow").pathLength(0).issueAuthority();
        TestCertificateAuthority below = narrow.intermediate("CN=Below").issueAuthority();

        trusting(root).verifies(narrow.client("CN=s1").issue());
        trusting(root).refuses(below.client("CN=s1").issue(), CERTIFICATE_UNTRUSTED);
    }

    @Test
    void verify_unknownCriticalExtension_isUntrusted() {
        IssuedCertificate client = root.client("CN=s1")
                .extension("1.3.6.1.4.1.99999.1", true, new byte[] {5, 0})
                .issue();

        trusting(root).refuses(client, CERTIFICATE_UNTRUSTED);
    }

    @Test
    void verify_unknownOtherExtension_isVerified() {
        trusting(root)
                .verifies(root.client("CN=s1")
                        .extension("1.3.6.1.4.1.99999.1", false, new byte[] {5, 0})
                        .issue());
    }

    @Test
    void verify_outsideNameConstraintsOfIntermediate_isUntrusted() throws Exception {
        TestCertificateAuthority plant = root.intermediate("CN=Plant")
                .extension("2.5.29.30", true, onlyDns("plant.example"))
                .issueAuthority();

        trusting(root).verifies(plant.client("CN=s1").dns("s1.plant.example").issue());
        trusting(root).refuses(plant.client("CN=s1").dns("s1.other.example").issue(), CERTIFICATE_UNTRUSTED);
    }

    @Test
    void verify_outsideNameConstraintsOfAnchor_isUntrusted() throws Exception {
        TestCertificateAuthority plant = rootRequest("CN=Plant")
                .extension("2.5.29.30", true, onlyDns("plant.example"))
                .issueAuthority();

        trusting(plant).verifies(plant.client("CN=s1").dns("s1.plant.example").issue());
        trusting(plant).refuses(plant.client("CN=s1").dns("s1.other.example").issue(), CERTIFICATE_UNTRUSTED);
    }

    @Test
    void verify_anchorWithNameConstraintsThatCannotBeObeyed_isUntrusted() throws Exception {
        TestCertificateAuthority plant = root.intermediate("CN=Plant")
                .extension("2.5.29.30", true, onlyDns("plant.example"))
                .issueAuthority();

        trusting(plant).refuses(plant.client("CN=s1").dns("s1.plant.example").issue(), CERTIFICATE_UNTRUSTED);
    }

    @Test
    void verify_eightCertificatesToAnchor_isVerified() {
        trusting(root).verifies(below(root, 7).client("CN=s1").issue());
    }

    @Test
    void verify_nineCertificatesToAnchor_isUntrusted() {
        trusting(root).refuses(below(root, 8).client("CN=s1").issue(), CERTIFICATE_UNTRUSTED);
    }

    @Test
    void verify_thousandCertificates_isUntrusted() {
        IssuedCertificate client = root.client("CN=s1").issue();

        trusting(root).refuses(Collections.nCopies(1000, client.certificate()), CERTIFICATE_UNTRUSTED);
    }

    @Test
    void verify_expiredCrossCertificateBesideGoodOne_isVerified() {
        KeyPair keys = TestKeys.ec();
        TestCertificateAuthority expired = root.intermediate("CN=Plant")
                .keys(keys)
                .valid(Given.FROM, Given.NOW.minus(Duration.ofDays(1)))
                .issueAuthority();
        TestCertificateAuthority renewed =
                root.intermediate("CN=Plant").keys(keys).issueAuthority();
        IssuedCertificate client =
                renewed.client("CN=s1").valid(Given.FROM, Given.TO).issue();

        trusting(root).verifies(List.of(client.certificate(), expired.certificate(), renewed.certificate()));
        trusting(root).refuses(List.of(client.certificate(), expired.certificate()), CERTIFICATE_EXPIRED);
    }

    @Test
    void verify_expiredAnchorBesideRenewedOne_isVerified() {
        KeyPair keys = TestKeys.ec();
        TestCertificateAuthority expired = rootRequest("CN=Plant")
                .keys(keys)
                .valid(Given.FROM, Given.NOW.minusSeconds(1))
                .issueAuthority();
        TestCertificateAuthority renewed = rootRequest("CN=Plant").keys(keys).issueAuthority();

        trusting(expired, renewed).verifies(renewed.client("CN=s1").issue());
        trusting(expired, renewed).refuses(renewed.server("CN=broker").issue(), CERTIFICATE_USAGE);
        trusting(renewed, expired).refuses(renewed.server("CN=broker").issue(), CERTIFICATE_USAGE);
    }

    @Test
    void verify_strangersThatSignEachOther_isUntrusted() {
        List<X509Certificate> ring = clique(root("CN=Root"), 8);

        trusting(root).refuses(ring, CERTIFICATE_UNTRUSTED);
    }

    @Test
    void verify_ourCasThatSignEachOther_endsInTime() {
        KeyPair keys = TestKeys.ec();
        TestCertificateAuthority plant =
                root.intermediate("CN=Plant").keys(keys).issueAuthority();
        List<X509Certificate> ring = clique(plant, 9);

        trusting(root).refuses(ring, CERTIFICATE_UNTRUSTED);
        ring.set(9, plant.certificate());
        trusting(root).verifies(ring);
    }

    /** A client and CAs of one name and key, each of which therefore signed every other. */
    private static List<X509Certificate> clique(TestCertificateAuthority authority, int size) {
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(authority.client("CN=s1").issue().certificate());
        String name = authority.certificate().getSubjectX500Principal().getName();
        IntStream.range(0, size)
                .mapToObj(i ->
                        authority.intermediate(name).keys(authority.issued().keys()))
                .forEach(request -> chain.add(request.issue().certificate()));
        return chain;
    }

    private static TestCertificateAuthority below(TestCertificateAuthority authority, int generations) {
        TestCertificateAuthority lowest = authority;
        for (int i = 0; i < generations; i++) {
            lowest = lowest.intermediate("CN=CA " + i).issueAuthority();
        }
        return lowest;
    }

    private static byte[] onlyDns(String domain) throws Exception {
        GeneralSubtree subtree = new GeneralSubtree(new GeneralName(GeneralName.dNSName, domain));
        return new NameConstraints(new GeneralSubtree[] {subtree}, null).getEncoded();
    }
}
