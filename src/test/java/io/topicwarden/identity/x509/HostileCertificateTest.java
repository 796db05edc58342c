/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import static io.topicwarden.identity.x509.Given.refused;
import static io.topicwarden.identity.x509.Given.root;
import static io.topicwarden.identity.x509.Given.trusting;
import static io.topicwarden.policy.ReasonCode.CERTIFICATE_UNTRUSTED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.identity.x509.CertificateResult.Rejected;
import io.topicwarden.identity.x509.CertificateResult.VerifiedCertificate;
import io.topicwarden.testing.IssuedCertificate;
import io.topicwarden.testing.Pem;
import io.topicwarden.testing.TestCertificateAuthority;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

/** Whatever is presented, the answer is a refusal and never an exception. */
class HostileCertificateTest {

    private final TestCertificateAuthority root = root("CN=Root");
    private final IssuedCertificate client =
            root.client("CN=s1,OU=assembly").dns("s1.example").issue();

    @Test
    void verify_anyByteChanged_isRefused() throws Exception {
        CertificateVerifier verifier = trusting(root).verifier();
        byte[] good = client.certificate().getEncoded();
        Random random = new Random(4);
        for (int i = 0; i < good.length; i++) {
            byte[] changed = good.clone();
            changed[i] ^= (byte) (1 + random.nextInt(255));
            assertRefused(verifier, new RawCertificate(changed), "byte " + i);
        }
    }

    @Test
    void verify_cutAnywhere_isRefused() throws Exception {
        CertificateVerifier verifier = trusting(root).verifier();
        byte[] good = client.certificate().getEncoded();
        for (int length = 0; length < good.length; length++) {
            assertRefused(verifier, new RawCertificate(Arrays.copyOf(good, length)), "length " + length);
        }
    }

    @Test
    void verify_anotherEncoding_isRefused() throws Exception {
        CertificateVerifier verifier = trusting(root).verifier();
        byte[] good = client.certificate().getEncoded();
        assertRefused(verifier, new RawCertificate(Arrays.copyOf(good, good.length + 1)), "a byte behind it");
        assertRefused(verifier, new RawCertificate(Pem.of(client.certificate()).getBytes(UTF_8)), "PEM");
    }

    @Test
    void verify_garbage_isRefused() {
        CertificateVerifier verifier = trusting(root).verifier();
        Random random = new Random(5);
        for (int i = 0; i < 1_000; i++) {
            byte[] garbage = new byte[random.nextInt(300)];
            random.nextBytes(garbage);
            if (garbage.length > 0) {
                garbage[0] = 0x30;
            }
            assertRefused(verifier, new RawCertificate(garbage), "seed 5, round " + i);
        }
    }

    @Test
    void verify_garbageBehindAGoodLeaf_isRefused() {
        List<X509Certificate> chain = List.of(client.certificate(), new RawCertificate(new byte[] {0x30, 0}));

        trusting(root).refuses(chain, CERTIFICATE_UNTRUSTED);
    }

    @Test
    void verify_noCertificateInItsPlace_isRefused() {
        CertificateVerifier verifier = trusting(root).verifier();

        refused(verifier.verify(Collections.singletonList(null)), CERTIFICATE_UNTRUSTED);
    }

    @Test
    void verify_hugeChain_isRefused() {
        CertificateVerifier verifier = trusting(root).verifier();
        X509Certificate huge = new RawCertificate(new byte[PresentedChain.MAX_BYTES + 1]);

        refused(verifier.verify(List.of(huge)), CERTIFICATE_UNTRUSTED);
        assertThat(CertificateFactsReader.read(huge)).isEmpty();
    }

    @Test
    void verify_extensionTwice_isRefused() throws Exception {
        X509Certificate twice = new RawCertificate(withExtensionTwice());

        trusting(root).refuses(List.of(twice), CERTIFICATE_UNTRUSTED);
        assertThat(CertificateFactsReader.read(twice)).isEmpty();
    }

    @Test
    void verify_nameThatForgesALine_isShownWithoutIt() {
        IssuedCertificate stranger =
                root("CN=Other\\0Aforged").client("CN=s1\\0Aforged").issue();

        assertThat(trusting(root).refuses(stranger, CERTIFICATE_UNTRUSTED).message())
                .doesNotContain("\n")
                .startsWith("certificate `CN=s1\uFFFDforged`");
    }

    @Test
    void verify_longName_isShownShort() {
        X500Name name = new X500NameBuilder()
                .addRDN(BCStyle.CN, new DERUTF8String("x".repeat(10_000)))
                .build();
        IssuedCertificate stranger =
                root("CN=Other").client("CN=s1").subject(name).issue();

        assertThat(trusting(root).refuses(stranger, CERTIFICATE_UNTRUSTED).message())
                .hasSizeLessThan(500);
    }

    /** Properly signed by our CA, so that only the repetition is wrong. */
    private byte[] withExtensionTwice() throws Exception {
        ASN1Sequence body = ASN1Sequence.getInstance(client.certificate().getTBSCertificate());
        int last = body.size() - 1;
        ASN1Sequence extensions = ASN1Sequence.getInstance(
                ASN1TaggedObject.getInstance(body.getObjectAt(last)).getExplicitBaseObject());
        ASN1EncodableVector repeated = new ASN1EncodableVector();
        repeated.addAll(extensions.toArray());
        repeated.add(extensions.getObjectAt(extensions.size() - 1));
        ASN1EncodableVector changed = new ASN1EncodableVector();
        for (int i = 0; i < last; i++) {
            changed.add(body.getObjectAt(i));
        }
        changed.add(new DERTaggedObject(true, 3, new DERSequence(repeated)));
        return signed(new DERSequence(changed));
    }

    private byte[] signed(DERSequence body) throws Exception {
        ContentSigner signer = new JcaContentSignerBuilder("SHA256withECDSA").build(root.privateKey());
        signer.getOutputStream().write(body.getEncoded());
        ASN1EncodableVector certificate = new ASN1EncodableVector();
        certificate.add(body);
        certificate.add(signer.getAlgorithmIdentifier());
        certificate.add(new DERBitString(signer.getSignature()));
        return new DERSequence(certificate).getEncoded();
    }

    private static void assertRefused(CertificateVerifier verifier, X509Certificate certificate, String what) {
        assertThat(verifier.verify(List.of(certificate))).as(what).isInstanceOf(Rejected.class);
        assertThat(CertificateFactsReader.read(certificate)).as(what).isNotNull();
        assertThat(verifier.verify(List.of(certificate))).as(what).isNotInstanceOf(VerifiedCertificate.class);
    }
}
