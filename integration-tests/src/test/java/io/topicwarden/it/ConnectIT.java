/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.it.broker.Broker;
import io.topicwarden.it.broker.Entry;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.broker.Listener.ClientCertificate;
import io.topicwarden.it.client.Client;
import io.topicwarden.it.client.Library;
import io.topicwarden.it.client.Login;
import io.topicwarden.it.client.Packet;
import io.topicwarden.it.client.RawClient;
import io.topicwarden.it.client.Tls;
import io.topicwarden.testing.IssuedCertificate;
import io.topicwarden.testing.TestCertificateAuthority;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who gets in, and with which reason everyone else does not. */
final class ConnectIT {

    private static final String SETTINGS =
            """
            version: 1
            listeners:
              mtls:
                authenticate: certificate
              optional:
                authenticate: certificate
              both:
                authenticate: certificate-and-password
                client-id: ${cert.cn}-*
              known:
                authenticate: certificate
                require-known-identity: true
              tls:
                authenticate: password
                client-id: ${username}-*
              tls13:
                authenticate: password
                client-id: ${username}-*
                tls: TLSv1.3
              plain:
                authenticate: password
                client-id: ${username}-*
                plaintext: permitted
              bare:
                authenticate: password
                client-id: ${username}-*
              elsewhere:
                authenticate: password
                client-id: ${username}-*
                plaintext: permitted
                networks: [10.20.0.0/16, "fd00::/8"]
            certificates:
              trust-anchors: [certs/plant-ca.pem]
              revocation-lists: [certs/plant-ca.crl]
            """;

    private static final String IDENTITIES =
            """
            version: 1
            identities:
              alice:
                password: HASH
              mallory:
                password: HASH
                enabled: false
              disabled-sensor:
                enabled: false
              known-sensor: {}
            """
                    .replace("HASH", Site.HASH);

    private static final String POLICY =
            """
            version: 1
            blocked:
              - when: {client-id: alice-rogue*}
                reason: INC-1234 stolen key
              - when: {client-id: alice-past}
                reason: long ago
                until: 2020-01-31T00:00:00Z
            """;

    private static final Site SITE = new Site();
    private static final IssuedCertificate EXPIRED = valid("expired", Duration.ofHours(-20), Duration.ofHours(-10));
    private static final IssuedCertificate FUTURE = valid("future", Duration.ofDays(1), Duration.ofDays(2));
    private static final TestCertificateAuthority STRANGER = TestCertificateAuthority.root("CN=Plant CA");
    private static final TestCertificateAuthority BRANCH =
            SITE.ca().intermediate("CN=Branch CA").issueAuthority();

    private static Broker broker;

    @BeforeAll
    static void start() {
        SITE.acceptByTls(EXPIRED.certificate());
        SITE.acceptByTls(FUTURE.certificate());
        SITE.acceptByTls(STRANGER.certificate());
        broker = SITE.broker()
                .listeners(
                        Listener.tls("mtls", ClientCertificate.REQUIRED),
                        Listener.tls("optional", ClientCertificate.OPTIONAL),
                        Listener.tls("both", ClientCertificate.OPTIONAL),
                        Listener.tls("known", ClientCertificate.REQUIRED),
                        Listener.tls("tls", ClientCertificate.NONE),
                        Listener.tls("tls13", ClientCertificate.NONE),
                        Listener.tcp("plain"),
                        Listener.tcp("bare"),
                        Listener.tcp("elsewhere"),
                        Listener.tcp("forgotten"))
                .conf("topicwarden.yaml", SETTINGS)
                .conf("identities.yaml", IDENTITIES)
                .conf("policy.yaml", POLICY)
                .start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @EnumSource
    void connect_goodCertificate_isAccepted(Library library) {
        String name = "sensor-" + library;
        Login login = certificate("mtls", SITE.sensor(name), name);
        try (Client client = Site.connected(library, login)) {
            assertThat(client.connected()).isTrue();
        }
        Entry entry = broker.connections().awaitClient(name);
        assertThat(entry.text("user.name")).isEqualTo(name);
    }

    @ParameterizedTest
    @EnumSource
    void connect_goodPassword_isAccepted(Library library) {
        Login login = Site.user(broker, "tls", "alice", "alice-good-" + library).over(SITE.tls());
        try (Client client = Site.connected(library, login)) {
            assertThat(client.connected()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void connect_permittedPlaintext_isAccepted(Library library) {
        try (Client client = Site.connected(library, user("plain", "alice-plain-" + library))) {
            assertThat(client.connected()).isTrue();
        }
    }

    @Test
    void connect_certificateAndPassword_isAccepted() {
        Login login = certificate("both", SITE.sensor("alice"), "alice-both").as("alice", Site.PASSWORD);
        Site.connected(Library.HIVEMQ_5, login).close();
    }

    @Test
    void connect_blockThatHasEnded_isAccepted() {
        Site.connected(Library.HIVEMQ_5, user("plain", "alice-past")).close();
    }

    @Test
    void connect_listenerWithoutSettings_isRefused() {
        assertReason(user("forgotten", "alice-forgotten"), "listener-not-configured");
    }

    @Test
    void connect_otherNetwork_isRefused() {
        assertReason(user("elsewhere", "alice-elsewhere"), "network");
    }

    @Test
    void connect_oldTls_isRefused() {
        Login login = user("tls13", "alice-tls12").over(SITE.tls().upTo("TLSv1.2"));
        assertReason(login, "tls-version");
    }

    @Test
    void connect_blocked_isRefused() {
        assertReason(user("plain", "alice-rogue-7"), "blocked");
    }

    @Test
    void connect_passwordWithoutTls_isRefused() {
        assertReason(user("bare", "alice-bare"), "plaintext-credentials");
    }

    @ParameterizedTest
    @EnumSource
    void connect_noCredentials_isRefused(Library library) {
        Login login = Login.at(broker.address("plain"), "alice-nothing-" + library);
        assertThat(Site.refused(broker, library, login).reason()).isEqualTo("credentials-missing");
    }

    @ParameterizedTest
    @EnumSource
    void connect_wrongPassword_isRefused(Library library) {
        Login login = user("plain", "alice-wrong-" + library).as("alice", "guess");
        Entry entry = Site.refused(broker, library, login);
        assertThat(entry.reason()).isEqualTo("bad-credentials");
        assertThat(entry.toString()).doesNotContain("guess");
    }

    @Test
    void connect_unknownUser_isRefused() {
        Login login = user("plain", "nobody-1").as("nobody", Site.PASSWORD);
        assertThat(Site.refused(broker, Library.HIVEMQ_5, login).reason()).isIn("bad-credentials", "unknown-identity");
    }

    @Test
    void connect_emptyUserName_isRefused() {
        try (RawClient client = RawClient.open(broker.address("plain"))) {
            assertThat(client.connect("-null", "", "").connackCode()).isNotZero();
        }
        assertThat(broker.denials().awaitClient("-null").reason()).isIn("credentials-missing", "bad-credentials");
    }

    @Test
    void connect_unknownCertificateIdentityWhereKnownIsRequired_isRefused() {
        assertReason(certificate("known", SITE.sensor("unknown-sensor"), "unknown-sensor"), "unknown-identity");
    }

    @Test
    void connect_knownCertificateIdentity_isAccepted() {
        Site.connected(Library.HIVEMQ_5, certificate("known", SITE.sensor("known-sensor"), "known-sensor"))
                .close();
    }

    @Test
    void connect_disabledUser_isRefused() {
        assertReason(user("plain", "mallory-1").as("mallory", Site.PASSWORD), "disabled");
    }

    @Test
    void connect_disabledCertificateIdentity_isRefused() {
        assertReason(certificate("mtls", SITE.sensor("disabled-sensor"), "disabled-sensor"), "disabled");
    }

    @Test
    void connect_noCertificate_isRefused() {
        assertReason(Login.at(broker.address("optional"), "s-bare").over(SITE.tls()), "certificate-missing");
    }

    @Test
    void connect_passwordWithoutTheCertificate_isRefused() {
        assertReason(user("both", "alice-half").over(SITE.tls()), "certificate-missing");
    }

    @Test
    void connect_certificateWithoutThePassword_isRefused() {
        assertReason(certificate("both", SITE.sensor("alice"), "alice-other-half"), "credentials-missing");
    }

    @ParameterizedTest
    @EnumSource
    void connect_caOfTheSameName_isRefused(Library library) {
        String name = "stranger-" + library;
        IssuedCertificate forged =
                STRANGER.client("CN=" + name + ",OU=assembly").issue();
        assertThat(Site.refused(broker, library, certificate("mtls", forged, name))
                        .reason())
                .isEqualTo("certificate-untrusted");
    }

    @Test
    void connect_expiredCertificate_isRefused() {
        assertReason(certificate("mtls", EXPIRED, "expired"), "certificate-expired");
    }

    @Test
    void connect_certificateNotYetValid_isRefused() {
        assertReason(certificate("mtls", FUTURE, "future"), "certificate-not-yet-valid");
    }

    @Test
    void connect_revokedCertificate_isRefused() {
        assertReason(certificate("mtls", SITE.revoked(), "revoked"), "certificate-revoked");
    }

    @Test
    void connect_issuerWithoutRevocationList_isRefused() {
        IssuedCertificate leaf = BRANCH.client("CN=branch-1,OU=assembly").issue();
        assertReason(certificate("mtls", leaf, "branch-1"), "revocation-unknown");
    }

    @Test
    void connect_certificateWithoutTheUsage_isRefused() {
        IssuedCertificate leaf = SITE.ca()
                .bare("CN=unpurposed,OU=assembly")
                .keyUsage(KeyUsage.digitalSignature)
                .issue();
        assertReason(certificate("mtls", leaf, "unpurposed"), "certificate-usage");
    }

    @Test
    void connect_weakKey_isRefused() {
        IssuedCertificate leaf =
                SITE.ca().client("CN=weak,OU=assembly").rsa(1024).issue();
        assertReason(certificate("mtls", leaf, "weak"), "certificate-weak-key");
    }

    @ParameterizedTest
    @EnumSource
    void connect_clientIdentifierOfAnother_isRefused(Library library) {
        Login login = Site.user(broker, "plain", "alice", "bob-" + library);
        assertThat(Site.refused(broker, library, login).reason()).isEqualTo("client-id");
    }

    @Test
    void connect_commonNameWithControlCharacter_isRefused() {
        IssuedCertificate leaf = SITE.ca().client("CN=s1\\0As2,OU=assembly").issue();
        try (Client client = Library.HIVEMQ_5.open(certificate("mtls", leaf, "control-name"))) {
            assertThat(client.connect().accepted()).isFalse();
        }
        broker.denials().awaitClient("control-name");
    }

    @Test
    void connect_wrongPasswordOverMqtt3_getsAReturnCode() {
        try (RawClient client = RawClient.open(broker.address("plain"))) {
            Packet answer = client.connect(4, "alice-v4", "alice", "guess");
            assertThat(answer.connackCode()).isIn(4, 5);
        }
    }

    private static void assertReason(Login login, String reason) {
        Entry entry = Site.refused(broker, Library.HIVEMQ_5, login);
        assertThat(entry.reason()).as("%s", entry).isEqualTo(reason);
        assertThat(entry.action()).isEqualTo("connect");
    }

    private static IssuedCertificate valid(String name, Duration from, Duration to) {
        Instant now = Instant.now();
        return SITE.ca()
                .client("CN=" + name + ",OU=assembly")
                .valid(now.plus(from), now.plus(to))
                .issue();
    }

    private static Login user(String listener, String clientId) {
        return Site.user(broker, listener, "alice", clientId);
    }

    private static Login certificate(String listener, IssuedCertificate certificate, String clientId) {
        Tls tls = SITE.tls().presenting(certificate);
        return Login.at(broker.address(listener), clientId).over(tls);
    }
}
