/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import static io.topicwarden.identity.x509.Given.root;
import static io.topicwarden.identity.x509.Given.trusting;
import static io.topicwarden.policy.ReasonCode.CERTIFICATE_USAGE;

import io.topicwarden.testing.TestCertificateAuthority;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;

/** What a certificate is for. */
class CertificateUsageTest {

    private static final byte[] GARBAGE = {1, 2, 3};

    private final TestCertificateAuthority root = root("CN=Root");

    @Test
    void verify_server_isRefused() {
        trusting(root).refuses(root.server("CN=broker").issue(), CERTIFICATE_USAGE);
    }

    @Test
    void verify_serverWhereAnyPurposeDoes_isVerified() {
        trusting(root).anyPurpose().verifies(root.server("CN=broker").issue());
    }

    @Test
    void verify_serverAndClient_isVerified() {
        trusting(root)
                .verifies(root.client("CN=s1")
                        .purposes(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth)
                        .issue());
    }

    @Test
    void verify_noExtendedKeyUsage_isRefused() {
        trusting(root).refuses(root.client("CN=s1").purposes().issue(), CERTIFICATE_USAGE);
    }

    @Test
    void verify_noExtendedKeyUsageWhereAnyPurposeDoes_isVerified() {
        trusting(root).anyPurpose().verifies(root.client("CN=s1").purposes().issue());
    }

    @Test
    void verify_anyExtendedKeyUsageAlone_isRefused() {
        trusting(root)
                .refuses(
                        root.client("CN=s1")
                                .purposes(KeyPurposeId.anyExtendedKeyUsage)
                                .issue(),
                        CERTIFICATE_USAGE);
    }

    @Test
    void verify_unreadableExtendedKeyUsage_isRefused() {
        trusting(root)
                .refuses(
                        root.client("CN=s1")
                                .purposes()
                                .extension("2.5.29.37", false, GARBAGE)
                                .issue(),
                        CERTIFICATE_USAGE);
    }

    @Test
    void verify_noKeyUsage_isVerified() {
        trusting(root).verifies(root.client("CN=s1").noKeyUsage().issue());
    }

    @Test
    void verify_keyUsageWithoutDigitalSignature_isRefused() {
        trusting(root)
                .anyPurpose()
                .refuses(root.client("CN=s1").keyUsage(KeyUsage.keyEncipherment).issue(), CERTIFICATE_USAGE);
    }

    @Test
    void verify_unreadableKeyUsage_isRefused() {
        trusting(root)
                .refuses(
                        root.client("CN=s1")
                                .noKeyUsage()
                                .extension("2.5.29.15", false, GARBAGE)
                                .issue(),
                        CERTIFICATE_USAGE);
    }

    @Test
    void verify_caAsClient_isRefused() {
        trusting(root)
                .anyPurpose()
                .refuses(
                        root.client("CN=Plant")
                                .authority()
                                .keyUsage(KeyUsage.keyCertSign | KeyUsage.digitalSignature)
                                .issue(),
                        CERTIFICATE_USAGE);
    }

    @Test
    void verify_intermediateForServersOnly_isRefused() {
        TestCertificateAuthority servers = root.intermediate("CN=Servers")
                .purposes(KeyPurposeId.id_kp_serverAuth)
                .issueAuthority();

        trusting(root).refuses(servers.client("CN=s1").issue(), CERTIFICATE_USAGE);
        trusting(root).anyPurpose().verifies(servers.client("CN=s1").issue());
    }

    @Test
    void verify_intermediateForAnything_isVerified() {
        TestCertificateAuthority anything = root.intermediate("CN=Anything")
                .purposes(KeyPurposeId.anyExtendedKeyUsage)
                .issueAuthority();

        trusting(root).verifies(anything.client("CN=s1").issue());
    }
}
