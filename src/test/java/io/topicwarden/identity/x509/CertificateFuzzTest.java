/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import static io.topicwarden.identity.x509.Given.listOf;
import static io.topicwarden.identity.x509.Given.root;
import static io.topicwarden.identity.x509.Given.trusting;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.topicwarden.identity.x509.CertificateResult.VerifiedCertificate;
import io.topicwarden.policy.CertificateSettings.Revocation;
import io.topicwarden.testing.IssuedCertificate;
import io.topicwarden.testing.Pem;
import io.topicwarden.testing.TestCertificateAuthority;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is in a certificate or a revocation list: it is read, or refused; and nobody is taken for somebody. */
final class CertificateFuzzTest {

    private static final TestCertificateAuthority ROOT = root("CN=Root");
    private static final IssuedCertificate CLIENT =
            ROOT.client("CN=s1,OU=assembly").dns("s1.example").issue();
    private static final X509CRL LIST = listOf(ROOT).issue();

    static Stream<byte[]> encodings() throws GeneralSecurityException {
        return Stream.of(
                CLIENT.certificate().getEncoded(),
                ROOT.certificate().getEncoded(),
                Pem.of(CLIENT.certificate()).getBytes(US_ASCII));
    }

    static Stream<byte[]> lists() throws GeneralSecurityException {
        return Stream.of(LIST.getEncoded(), Pem.of(LIST).getBytes(US_ASCII));
    }

    @MethodSource("encodings")
    @FuzzTest
    void certificateFile(byte[] content) {
        try {
            assertThat(CertificateFiles.certificates(content)).isNotEmpty();
        } catch (CertificateFileException e) {
            assertThat(e.problem()).isNotBlank().hasSizeLessThan(500).doesNotContain("\n");
        }
    }

    /** A list that can be read can be asked, and revokes nobody whom its issuer has not revoked. */
    @MethodSource("lists")
    @FuzzTest
    void revocationListFile(byte[] content) {
        try {
            X509CRL[] lists = CertificateFiles.revocationLists(content).toArray(X509CRL[]::new);
            assertThat(lists).isNotEmpty();
            CertificateResult result = trusting(ROOT)
                    .revocation(Revocation.REQUIRED, lists)
                    .verifier()
                    .verify(CLIENT.chain());
            assertThat(result instanceof VerifiedCertificate && !holdsOriginal(lists))
                    .isFalse();
        } catch (CertificateFileException e) {
            assertThat(e.problem()).isNotBlank().hasSizeLessThan(500).doesNotContain("\n");
        }
    }

    /** The client presents any bytes, before or behind its own certificate. */
    @MethodSource("encodings")
    @FuzzTest
    void presentedChain(byte[] content) throws GeneralSecurityException {
        X509Certificate any = new RawCertificate(content);
        CertificateVerifier verifier = trusting(ROOT).verifier();
        CertificateResult alone = verifier.verify(List.of(any));
        if (!Arrays.equals(content, CLIENT.certificate().getEncoded())) {
            assertThat(alone).isInstanceOf(CertificateResult.Rejected.class);
        }
        List<X509Certificate> chain = new ArrayList<>(CLIENT.chain());
        chain.add(any);
        assertThat(verifier.verify(chain)).isNotNull();
        assertThat(CertificateFactsReader.read(any)).isNotNull();
        if (alone instanceof CertificateResult.Rejected rejected) {
            assertThat(rejected.message()).hasSizeLessThan(1_000).doesNotContain("\n");
        }
    }

    private static boolean holdsOriginal(X509CRL[] lists) {
        return Arrays.asList(lists).contains(LIST);
    }
}
