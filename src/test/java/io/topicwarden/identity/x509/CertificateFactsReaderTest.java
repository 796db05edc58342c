/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import static io.topicwarden.identity.x509.Given.root;
import static io.topicwarden.identity.x509.Given.trusting;
import static io.topicwarden.policy.ReasonCode.CERTIFICATE_UNTRUSTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.CertificateFacts;
import io.topicwarden.testing.CertificateRequest;
import io.topicwarden.testing.IssuedCertificate;
import io.topicwarden.testing.TestCertificateAuthority;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNumericString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERT61String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.DERUniversalString;
import org.bouncycastle.asn1.DERVisibleString;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names as policies see them. */
class CertificateFactsReaderTest {

    private final TestCertificateAuthority root = root("CN=Root\\, Plant,O=Example");

    @Test
    void read_plainSubject_isInTheCertificatesOrder() {
        CertificateFacts facts = facts(root.client("C=BE,O=Example,OU=b,OU=a,CN=s1"));

        assertThat(facts.cn()).containsExactly("s1");
        assertThat(facts.o()).containsExactly("Example");
        assertThat(facts.ou()).containsExactly("b", "a");
        assertThat(facts.issuerCn()).containsExactly("Root, Plant");
        assertThat(facts.subject()).isEqualTo("CN=s1,OU=a,OU=b,O=Example,C=BE");
        assertThat(facts.issuer()).isEqualTo("O=Example,CN=Root\\, Plant");
    }

    @Test
    void read_repeatedCommonName_holdsEveryOne() {
        assertThat(facts(root.client("CN=z,CN=s1,CN=z")).cn()).containsExactly("z", "s1", "z");
    }

    @Test
    void read_multiValuedRdn_holdsEveryValue() {
        CertificateFacts facts = facts(root.client("OU=b+CN=s1+OU=a,O=Example"));

        assertThat(facts.cn()).containsExactly("s1");
        // DER sorts the values of a set (X.690 §11.6), whatever order they were asked for in.
        assertThat(facts.ou()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b",
                "a+b",
                "a=b",
                "#6162",
                "\"a\"",
                "a\\b",
                " a ",
                "a;b<c>",
                "CN=x,OU=y",
                "é中𝄞",
                "+/#",
                "a\\2Cb"
            })
    void read_specialCharacters_areAsInTheCertificate(String name) {
        assertThat(facts(root.client("O=x").subject(subject(BCStyle.CN, new DERUTF8String(name))))
                        .cn())
                .containsExactly(name);
    }

    @Test
    void read_emptyValue_isKept() {
        assertThat(facts(root.client("O=x").subject(subject(BCStyle.CN, new DERUTF8String(""))))
                        .cn())
                .containsExactly("");
    }

    @Test
    void read_emptySubject_hasNoNames() {
        CertificateFacts facts = facts(root.client("O=x")
                .subject(new X500Name(new RDN[0]))
                .extension("2.5.29.17", true, new byte[] {0x30, 0x04, (byte) 0x82, 0x02, 's', '1'}));

        assertThat(facts.cn()).isEmpty();
        assertThat(facts.sanDns()).containsExactly("s1");
        assertThat(facts.subject()).isEmpty();
    }

    static Stream<ASN1Encodable> texts() {
        return Stream.of(
                new DERUTF8String("s1"),
                new DERPrintableString("s1"),
                new DERIA5String("s1"),
                new DERVisibleString("s1"),
                new DERT61String("s1"),
                new DERBMPString("s1"),
                new DERUniversalString("s1".getBytes(Charset.forName("UTF-32BE"))));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void read_anyTextType_isDecoded(ASN1Encodable text) {
        assertThat(facts(root.client("O=x").subject(subject(BCStyle.CN, text))).cn())
                .containsExactly("s1");
    }

    @Test
    void read_textBeyondAscii_isDecoded() {
        assertThat(facts(root.client("O=x").subject(subject(BCStyle.O, new DERBMPString("Ünïtéd 中"))))
                        .o())
                .containsExactly("Ünïtéd 中");
        assertThat(facts(root.client("O=x").subject(subject(BCStyle.O, new DERT61String("Ünïtéd"))))
                        .o())
                .containsExactly("Ünïtéd");
        assertThat(facts(root.client("O=x").subject(subject(BCStyle.CN, new DERNumericString("17"))))
                        .cn())
                .containsExactly("17");
    }

    static Stream<ASN1Encodable> unreadable() throws IOException {
        return Stream.of(
                new DERBitString(new byte[] {'s', '1'}),
                new DEROctetString(new byte[] {'s', '1'}),
                new DERGeneralString("s1"),
                utf8(0xc3, 0x28),
                utf8(0xc0, 0x80),
                new DERBMPString("\ud800"));
    }

    /** A UTF8String over two bytes that are not UTF-8. */
    private static ASN1Encodable utf8(int first, int second) throws IOException {
        return ASN1Primitive.fromByteArray(new byte[] {0x0c, 2, (byte) first, (byte) second});
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void read_valueThatIsNotText_isRefused(ASN1Encodable value) {
        assertRefused(root.client("O=x").subject(subject(BCStyle.CN, value)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "a\nb",
                "a\rb",
                "\t",
                "\u001b[0m",
                "a\u007f",
                "a\u0085b",
                "a\u202eb",
                "a\u2066b",
                "a\u200eb",
                "a\u2028b",
                "a\u2029b",
                "a\u200bb",
                "\ufeffa"
            })
    void read_controlCharacter_isRefusedWhereverPoliciesLook(String name) {
        DERUTF8String value = new DERUTF8String(name);
        assertRefused(root.client("O=x").subject(subject(BCStyle.CN, value)));
        assertRefused(root.client("O=x").subject(subject(BCStyle.O, value)));
        assertRefused(root.client("O=x").subject(subject(BCStyle.OU, value)));
        assertRefused(root("CN=Root").client("CN=s1").subject(subject(BCStyle.CN, value)));
    }

    @Test
    void read_controlCharacterInAnotherAttribute_isRefused() {
        X500Name subject = new X500NameBuilder()
                .addRDN(BCStyle.CN, new DERUTF8String("s1"))
                .addRDN(BCStyle.L, new DERUTF8String("here\nthere"))
                .build();

        assertRefused(root.client("O=x").subject(subject));
    }

    @Test
    void read_controlCharacterInIssuer_isRefused() {
        TestCertificateAuthority odd = Given.rootRequest("O=x")
                .subject(subject(BCStyle.CN, new DERUTF8String("Pl\nant")))
                .issueAuthority();
        IssuedCertificate client = odd.client("CN=s1").issue();

        assertThat(CertificateFactsReader.read(client.certificate())).isEmpty();
        assertThat(trusting(odd).refuses(client, CERTIFICATE_UNTRUSTED).message())
                .isEqualTo("a name in the certificate holds a control character");
    }

    @Test
    void read_alternativeNames_areSortedByType() {
        CertificateFacts facts = facts(root.client("CN=s1")
                .dns("b.example")
                .uri("spiffe://plant/s1")
                .dns("a.example")
                .email("s1@plant.example")
                .ip("10.0.0.1")
                .alternativeName(new GeneralName(new X500Name("CN=inner"))));

        assertThat(facts.sanDns()).containsExactly("b.example", "a.example");
        assertThat(facts.sanUri()).containsExactly("spiffe://plant/s1");
        assertThat(facts.sanEmail()).containsExactly("s1@plant.example");
        assertThat(facts.cn()).containsExactly("s1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6})
    void read_alternativeNameWithControlOrBeyondAscii_isRefused(int type) {
        assertRefused(root.client("CN=s1").extension("2.5.29.17", false, san(type, "a\u0000.b")));
        assertRefused(root.client("CN=s1").extension("2.5.29.17", false, san(type, "a\nb")));
        assertRefused(root.client("CN=s1").extension("2.5.29.17", false, san(type, "b\u00fc.b")));
    }

    @Test
    void read_unreadableAlternativeNames_isRefused() {
        assertRefused(root.client("CN=s1").extension("2.5.29.17", false, new byte[] {0x30, 0x05, 1}));
        assertRefused(root.client("CN=s1").extension("2.5.29.17", false, new byte[0]));
        assertRefused(root.client("CN=s1").extension("2.5.29.17", false, new byte[] {0x04, 0x00}));
    }

    @Test
    void read_serial_isHexadecimalWithoutLeadingZeros() {
        assertThat(facts(root.client("CN=s1").serial(0x0fL)).serial()).isEqualTo("f");
        assertThat(facts(root.client("CN=s1").serial(0xABCDEFL)).serial()).isEqualTo("abcdef");
        assertThat(facts(root.client("CN=s1").serial(BigInteger.ONE.shiftLeft(159)))
                        .serial())
                .isEqualTo("8" + "0".repeat(39));
    }

    @Test
    void read_negativeSerial_isRefused() {
        assertRefused(root.client("CN=s1").serial(-1));
    }

    @Test
    void read_fingerprint_isSha256OfTheEncoding() throws Exception {
        IssuedCertificate client = root.client("CN=s1").issue();
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(client.certificate().getEncoded());

        assertThat(CertificateFactsReader.read(client.certificate())
                        .orElseThrow()
                        .fingerprint())
                .isEqualTo(HexFormat.of().formatHex(digest));
    }

    @Test
    void read_otherImplementation_readsTheSame() throws Exception {
        IssuedCertificate client = root.client("CN=s1,OU=a").dns("s1.example").issue();

        assertThat(CertificateFactsReader.read(
                        new RawCertificate(client.certificate().getEncoded())))
                .isEqualTo(CertificateFactsReader.read(client.certificate()));
    }

    @Test
    void read_tooLong_isRefused() {
        assertRefused(root.client("O=" + "x".repeat(70_000)));
    }

    private static byte[] san(int type, String name) {
        byte[] text = name.getBytes(StandardCharsets.ISO_8859_1);
        byte[] extension = new byte[text.length + 4];
        extension[0] = 0x30;
        extension[1] = (byte) (text.length + 2);
        extension[2] = (byte) (0x80 | type);
        extension[3] = (byte) text.length;
        System.arraycopy(text, 0, extension, 4, text.length);
        return extension;
    }

    private static X500Name subject(ASN1ObjectIdentifier type, ASN1Encodable value) {
        return new X500Name(new RDN[] {new RDN(new AttributeTypeAndValue(type, value))});
    }

    /** Read unverified and verified alike. */
    private CertificateFacts facts(CertificateRequest request) {
        IssuedCertificate client = request.issue();
        CertificateFacts facts =
                CertificateFactsReader.read(client.certificate()).orElseThrow();
        assertThat(trusting(root).verifies(client).facts()).isEqualTo(facts);
        return facts;
    }

    /** Refused by the reader, and by a verifier that trusts the issuer. */
    private void assertRefused(CertificateRequest request) {
        IssuedCertificate client = request.issue();
        assertThat(CertificateFactsReader.read(client.certificate())).isEmpty();
        trusting(root).refuses(client, CERTIFICATE_UNTRUSTED);
    }
}
