/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.CertificateSettings;
import io.topicwarden.policy.CertificateSettings.Revocation;
import io.topicwarden.policy.DeniedPublish;
import io.topicwarden.policy.FileReference;
import io.topicwarden.policy.ListenerSettings;
import io.topicwarden.policy.ListenerSettings.Authenticate;
import io.topicwarden.policy.LogSettings;
import io.topicwarden.policy.ObserveSettings;
import io.topicwarden.policy.Settings;
import io.topicwarden.policy.SourceSpan;
import io.topicwarden.policy.ThrottleSettings;
import io.topicwarden.policy.ThrottleSettings.Limit;
import io.topicwarden.policy.TlsVersion;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {

    private static Settings valid(String text) {
        Loaded<Settings> loaded = Texts.settings("version: 1\n" + text);
        assertThat(loaded.problems()).isEmpty();
        return loaded.value().orElseThrow();
    }

    private static ListenerSettings listener(String fields) {
        return Texts.entry(
                valid("certificates: {trust-anchors: ca.pem}\nlisteners: {l: {" + fields + "}}")
                        .listeners(),
                "l");
    }

    @Test
    void read_onlyAVersion_refusesAll() {
        assertThat(valid("")).isEqualTo(Settings.REFUSE_ALL);
    }

    @Test
    void read_observe_isOffUnlessItStands() {
        assertThat(valid("").observe()).isEmpty();
        assertThat(valid("observe: {write-every: 10s}").observe())
                .contains(new ObserveSettings("observed.jsonl", Duration.ofSeconds(10)));
        assertThat(valid("observe: {file: seen.jsonl}").observe())
                .contains(new ObserveSettings("seen.jsonl", Duration.ofMinutes(1)));
    }

    @Test
    void read_certificateListener_takesTheSafeValues() {
        ListenerSettings listener = listener("authenticate: certificate");
        assertThat(listener.authenticate()).isEqualTo(Authenticate.CERTIFICATE);
        assertThat(listener.identity()).hasToString("${cert.cn}");
        assertThat(listener.clientId()).hasToString("${identity}");
        assertThat(listener.clientId().open()).isFalse();
        assertThat(listener.networks()).isEmpty();
        assertThat(listener.tls()).isEqualTo(TlsVersion.TLS_1_2);
        assertThat(listener.requireKnownIdentity()).isFalse();
        assertThat(listener.plaintextPermitted()).isFalse();
    }

    @Test
    void read_passwordListener_isKnownByUserName() {
        assertThat(listener("authenticate: password").identity()).hasToString("${username}");
    }

    @Test
    void read_certificateAndPasswordListener_isKnownByCertificate() {
        assertThat(listener("authenticate: certificate-and-password").identity())
                .hasToString("${cert.cn}");
    }

    @Test
    void read_clientIdWithStar_isOpen() {
        assertThat(listener("authenticate: password, client-id: '${username}-*'")
                        .clientId()
                        .open())
                .isTrue();
    }

    @Test
    void read_chain_isOffUnlessAskedFor() {
        Settings settings = valid("logs:\n  denials: {chain: true}\n  connections: {keep: 3}\n");
        assertThat(settings.denials().chaining()).isEqualTo(LogSettings.Chaining.ON);
        assertThat(settings.connections().chaining()).isEqualTo(LogSettings.Chaining.OFF);
    }

    @Test
    void read_settingsOfTheCorpus_keepAll() throws Exception {
        Settings settings = ConfFolder.of(ConfFolder.repository().resolve("src/test/resources/corpus/settings-valid"))
                .settings()
                .flatMap(Loaded::value)
                .orElseThrow();
        CertificateSettings certificates = settings.certificates();
        assertThat(certificates.trustAnchors())
                .containsExactly(new FileReference("certs/ca.pem", new SourceSpan("topicwarden.yaml", 12, 18, 12)));
        assertThat(certificates.revocationLists())
                .extracting(FileReference::path)
                .containsExactly("certs/a.crl", "certs/b.crl");
        assertThat(certificates.revocation()).isEqualTo(Revocation.IF_LISTED);
        assertThat(certificates.requireClientAuth()).isFalse();
        assertThat(certificates.minimumRsaBits()).isEqualTo(3072);
        assertThat(certificates.minimumEcBits()).isEqualTo(384);
        assertThat(settings.throttle())
                .isEqualTo(new ThrottleSettings(new Limit(1000, 600), new Limit(5, 2), new Limit(20, 2)));
        assertThat(settings.filterPartlyPermitted()).isTrue();
        assertThat(settings.deniedPublish()).isEqualTo(DeniedPublish.IGNORE);
        assertThat(settings.denials()).isEqualTo(new LogSettings("d.jsonl", 4096, 1));
        assertThat(settings.connections()).isEqualTo(new LogSettings("connections.jsonl", 1L << 30, 14));
        assertThat(settings.shadow()).isEqualTo(new LogSettings("candidate.jsonl", 8192, 2));
        assertThat(Texts.entry(settings.listeners(), "local").plaintextPermitted())
                .isTrue();
        assertThat(Texts.entry(settings.listeners(), "mtls").span())
                .isEqualTo(new SourceSpan("topicwarden.yaml", 3, 3, 4));
    }

    @Test
    void read_oneFaultyListener_givesNoSettingsAtAll() {
        assertThat(Texts.settings("version: 1\nlisteners: {a: {authenticate: password}, b: {}}")
                        .value())
                .isEmpty();
    }
}
