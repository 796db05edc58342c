/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.topicwarden.testing.Pem;
import io.topicwarden.testing.TestCertificateAuthority;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateFilesTest {

    private final TestCertificateAuthority root = TestCertificateAuthority.root("CN=Root");
    private final X509Certificate other =
            TestCertificateAuthority.root("CN=Other").certificate();
    private final X509CRL list = root.revocationList().issue();

    @Test
    void certificates_severalWithTextAround_areRead() throws Exception {
        String text = "# the plant's CA\r\nsubject=CN=Root\n" + Pem.of(root.certificate()) + "\nanother:\n"
                + Pem.of(other).replace("\n", "\r\n") + "\ntrailing";

        assertThat(CertificateFiles.certificates(bytes(text))).containsExactly(root.certificate(), other);
    }

    @Test
    void certificates_byteOrderMark_areRead() throws Exception {
        byte[] content = ("\uFEFF" + Pem.of(other)).getBytes(StandardCharsets.UTF_8);

        assertThat(CertificateFiles.certificates(content)).containsExactly(other);
    }

    @Test
    void certificates_der_isRead() throws Exception {
        assertThat(CertificateFiles.certificates(other.getEncoded())).containsExactly(other);
    }

    @Test
    void revocationLists_pemAndDer_areRead() throws Exception {
        assertThat(CertificateFiles.revocationLists(bytes(Pem.of(list) + Pem.of(list))))
                .containsExactly(list, list);
        assertThat(CertificateFiles.revocationLists(list.getEncoded())).containsExactly(list);
    }

    @Test
    void certificates_empty_isError() {
        assertProblem(() -> CertificateFiles.certificates(new byte[0]), "the file is empty");
        assertProblem(() -> CertificateFiles.revocationLists(new byte[0]), "the file is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "# nothing yet\n", "-----END CERTIFICATE-----\n", "MIIB"})
    void certificates_noBlock_isError(String text) {
        assertProblem(() -> CertificateFiles.certificates(bytes(text)), "the file holds no certificate");
        assertProblem(() -> CertificateFiles.revocationLists(bytes(text)), "the file holds no revocation list");
    }

    @Test
    void certificates_privateKey_isError() {
        String text = Pem.of(root.certificate()) + Pem.of(root.privateKey());
        int line = (int) Pem.of(root.certificate()).lines().count() + 1;

        assertProblem(
                () -> CertificateFiles.certificates(bytes(text)),
                "line " + line
                        + " begins a private key, which does not belong here: keep it where only its owner reads it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY"})
    void certificates_privateKeyOfAnyKind_isError(String label) {
        String text = "-----BEGIN " + label + "-----\nAAAA\n-----END " + label + "-----\n";

        assertThatThrownBy(() -> CertificateFiles.certificates(bytes(text))).hasMessageContaining("private key");
        assertThatThrownBy(() -> CertificateFiles.revocationLists(bytes(text))).hasMessageContaining("private key");
    }

    @Test
    void certificates_listInstead_isError() {
        assertProblem(
                () -> CertificateFiles.certificates(bytes(Pem.of(list))),
                "the block that begins on line 1 is not a certificate");
        assertProblem(
                () -> CertificateFiles.revocationLists(bytes("\n" + Pem.of(other))),
                "the block that begins on line 2 is not a revocation list");
    }

    @Test
    void certificates_blockWithoutEnd_isError() {
        String text = Pem.of(other);

        assertProblem(
                () -> CertificateFiles.certificates(bytes(text.substring(0, text.indexOf("-----END")))),
                "the block that begins on line 1 has no end");
    }

    @Test
    void certificates_blockInsideBlock_isError() {
        String text = Pem.of(other);

        assertProblem(
                () -> CertificateFiles.certificates(bytes(text.substring(0, text.indexOf("-----END")) + text)),
                "the block that begins on line 1 has no end");
    }

    @Test
    void certificates_badBase64_isError() {
        String text = Pem.of(other).replaceFirst("MII", "M!I");

        assertProblem(
                () -> CertificateFiles.certificates(bytes(text)),
                "the block that begins on line 1 is not valid base64");
    }

    @Test
    void certificates_trailingBytes_isError() throws Exception {
        byte[] der = other.getEncoded();

        assertProblem(
                () -> CertificateFiles.certificates(Arrays.copyOf(der, der.length + 1)),
                "the file cannot be read as a certificate");
    }

    @Test
    void certificates_truncatedAnywhere_isError() throws Exception {
        byte[] der = other.getEncoded();
        byte[] pem = bytes(Pem.of(other));

        for (int length = 0; length < der.length; length++) {
            byte[] cut = Arrays.copyOf(der, length);
            assertThatThrownBy(() -> CertificateFiles.certificates(cut)).isInstanceOf(CertificateFileException.class);
        }
        for (int length = 0; length < pem.length - "-----\n".length(); length += 7) {
            byte[] cut = Arrays.copyOf(pem, length);
            assertThatThrownBy(() -> CertificateFiles.certificates(cut)).isInstanceOf(CertificateFileException.class);
        }
    }

    @Test
    void certificates_tooLong_isError() {
        byte[] content = new byte[CertificateFiles.MAX_CERTIFICATE_BYTES + 1];

        assertProblem(() -> CertificateFiles.certificates(content), "the file is longer than 4194304 bytes");
    }

    @Test
    void files_randomBytes_neverThrowAnythingElse() {
        Random random = new Random(17);
        for (int i = 0; i < 2_000; i++) {
            byte[] content = new byte[1 + random.nextInt(200)];
            random.nextBytes(content);
            content[0] = i % 2 == 0 ? 0x30 : content[0];
            assertThatThrownBy(() -> CertificateFiles.certificates(content))
                    .isInstanceOf(CertificateFileException.class);
            assertThatThrownBy(() -> CertificateFiles.revocationLists(content))
                    .isInstanceOf(CertificateFileException.class);
        }
    }

    private static void assertProblem(ThrowingCallable reading, String problem) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(CertificateFileException.class, e -> assertThat(e.problem())
                .isEqualTo(problem));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
