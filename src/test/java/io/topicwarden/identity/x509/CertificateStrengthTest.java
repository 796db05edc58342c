/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import static io.topicwarden.identity.x509.Given.root;
import static io.topicwarden.identity.x509.Given.rootRequest;
import static io.topicwarden.identity.x509.Given.trusting;
import static io.topicwarden.policy.ReasonCode.CERTIFICATE_UNTRUSTED;
import static io.topicwarden.policy.ReasonCode.CERTIFICATE_WEAK_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.testing.TestCertificateAuthority;
import io.topicwarden.testing.TestKeys;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Key sizes and signature algorithms. */
class CertificateStrengthTest {

    private static final KeyPair RSA_2048 = TestKeys.rsa(2048);
    private static final KeyPair RSA_1024 = TestKeys.rsa(1024);

    private final TestCertificateAuthority root = root("CN=Root");
    private final TestCertificateAuthority rsaRoot =
            rootRequest("CN=Root").keys(RSA_2048).issueAuthority();

    @Test
    void verify_shortRsaKey_isWeak() {
        String message = trusting(root)
                .refuses(root.client("CN=s1").keys(RSA_1024).issue(), CERTIFICATE_WEAK_KEY)
                .message();

        assertThat(message).isEqualTo("certificate `CN=s1` has an RSA key of 1024 bits, where 2048 are required");
    }

    @Test
    void verify_rsaKeyOfMinimum_isVerified() {
        trusting(root).verifies(root.client("CN=s1").keys(RSA_2048).issue());
    }

    @Test
    void verify_rsaKeyBelowRaisedMinimum_isWeak() {
        trusting(root)
                .minimumKey(3072, 256)
                .refuses(root.client("CN=s1").keys(RSA_2048).issue(), CERTIFICATE_WEAK_KEY);
    }

    @Test
    void verify_ecKeyBelowRaisedMinimum_isWeak() {
        TestCertificateAuthority strong = rootRequest("CN=Root").ec("secp384r1").issueAuthority();

        trusting(strong)
                .minimumKey(2048, 384)
                .verifies(strong.client("CN=s1").ec("secp384r1").issue());
        trusting(strong).minimumKey(2048, 384).refuses(strong.client("CN=s1").issue(), CERTIFICATE_WEAK_KEY);
    }

    @Test
    void verify_weakIntermediate_isWeak() {
        TestCertificateAuthority weak =
                root.intermediate("CN=Weak").keys(RSA_1024).issueAuthority();

        trusting(root).refuses(weak.client("CN=s1").issue(), CERTIFICATE_WEAK_KEY);
    }

    @Test
    void verify_weakAnchor_isWeak() {
        TestCertificateAuthority weak = rootRequest("CN=Weak").keys(RSA_1024).issueAuthority();

        trusting(weak).refuses(weak.client("CN=s1").issue(), CERTIFICATE_WEAK_KEY);
    }

    @Test
    void verify_ed25519Key_countsAs256Bits() {
        KeyPair keys = TestKeys.of("Ed25519");

        trusting(root).verifies(root.client("CN=s1").keys(keys).issue());
        trusting(root)
                .minimumKey(2048, 257)
                .refuses(root.client("CN=s1").keys(keys).issue(), CERTIFICATE_WEAK_KEY);
    }

    @Test
    void verify_ed25519Chain_isVerified() {
        TestCertificateAuthority edwards =
                rootRequest("CN=Root").keys(TestKeys.of("Ed25519")).issueAuthority();

        trusting(edwards).verifies(edwards.client("CN=s1").issue());
    }

    @Test
    void verify_dsaKey_isWeak() {
        trusting(root)
                .refuses(root.client("CN=s1").keys(TestKeys.of("DSA", 2048)).issue(), CERTIFICATE_WEAK_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA1withRSA", "MD5withRSA", "SHA224withRSA", "SHA1withRSAandMGF1"})
    void verify_weakSignature_isWeak(String algorithm) {
        trusting(rsaRoot).refuses(rsaRoot.client("CN=s1").signature(algorithm).issue(), CERTIFICATE_WEAK_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA384withRSA", "SHA512withRSA", "SHA256withRSAandMGF1"})
    void verify_strongSignature_isVerified(String algorithm) {
        trusting(rsaRoot).verifies(rsaRoot.client("CN=s1").signature(algorithm).issue());
    }

    @Test
    void verify_sha1WithEcdsa_isWeak() {
        trusting(root).refuses(root.client("CN=s1").signature("SHA1withECDSA").issue(), CERTIFICATE_WEAK_KEY);
    }

    @Test
    void verify_intermediateWithWeakSignature_isWeak() {
        TestCertificateAuthority weak =
                rsaRoot.intermediate("CN=Weak").signature("SHA1withRSA").issueAuthority();

        trusting(rsaRoot).refuses(weak.client("CN=s1").issue(), CERTIFICATE_WEAK_KEY);
    }

    @Test
    void verify_anchorWithSha1OverItself_isVerified() {
        TestCertificateAuthority old =
                rootRequest("CN=Old").keys(RSA_2048).signature("SHA1withRSA").issueAuthority();

        trusting(old).verifies(old.client("CN=s1").issue());
    }

    @Test
    void verify_weakKeyOfAStranger_isUntrusted() {
        trusting(root).refuses(root("CN=Other").client("CN=s1").keys(RSA_1024).issue(), CERTIFICATE_UNTRUSTED);
    }
}
