/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.inspect;

import io.topicwarden.cli.xml.Element;
import io.topicwarden.policy.ListenerSettings;
import io.topicwarden.policy.TlsVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Looks at the protocol versions, cipher suites and modes of listeners with TLS. */
final class TlsCheck implements Check {

    private static final Set<String> MODES = Set.of("NONE", "OPTIONAL", "REQUIRED");

    @Override
    public void run(BrokerHome home, Findings findings) {
        for (ConfiguredListener listener : home.listeners()) {
            listener.tls().ifPresent(tls -> {
                mode(listener, tls, findings);
                tls.protocols().forEach(protocol -> protocol(listener, protocol, findings));
                tls.cipherSuites().forEach(suite -> cipherSuite(listener, suite, findings));
            });
            home.settings()
                    .flatMap(
                            settings -> Optional.ofNullable(settings.listeners().get(listener.name())))
                    .ifPresent(asked -> versions(listener, asked, findings));
        }
    }

    private static void mode(ConfiguredListener listener, TlsElement tls, Findings findings) {
        if (!MODES.contains(tls.mode()) && !BrokerConfig.isUnknown(tls.mode())) {
            findings.add(
                    FindingCode.BAD_CLIENT_AUTHENTICATION_MODE,
                    Severity.error,
                    BrokerHome.inConfig(tls.modeLine()),
                    "the client-authentication-mode of `" + listener.name() + "` is `" + tls.mode() + "`");
        }
    }

    private static void protocol(ConfiguredListener listener, Element protocol, Findings findings) {
        boolean old = protocol.text().startsWith("SSL")
                || TlsVersion.named(protocol.text())
                        .map(version -> !version.isAtLeast(TlsVersion.TLS_1_2))
                        .orElse(false);
        if (old) {
            findings.add(
                    FindingCode.OLD_TLS,
                    Severity.warning,
                    BrokerHome.inConfig(protocol.line()),
                    "`" + listener.name() + "` accepts " + protocol.text());
        }
    }

    private static void cipherSuite(ConfiguredListener listener, Element suite, Findings findings) {
        String name = suite.text().toUpperCase(Locale.ROOT);
        if (isBroken(name) || name.startsWith("TLS_RSA_") || name.startsWith("SSL_RSA_")) {
            findings.add(
                    FindingCode.WEAK_CIPHER_SUITE,
                    isBroken(name) ? Severity.error : Severity.warning,
                    BrokerHome.inConfig(suite.line()),
                    "`" + listener.name() + "` accepts " + suite.text()
                            + (isBroken(name) ? "" : ", which has no forward secrecy"));
        }
    }

    private static boolean isBroken(String suite) {
        return List.of("_NULL_", "_ANON_", "_EXPORT", "_RC4_", "_RC2_", "_DES_", "_DES40_", "_3DES_").stream()
                        .anyMatch(suite::contains)
                || suite.endsWith("_MD5");
    }

    private static void versions(ConfiguredListener listener, ListenerSettings asked, Findings findings) {
        if (!asked.tls().isAtLeast(TlsVersion.TLS_1_2)) {
            findings.add(
                    FindingCode.OLD_TLS,
                    Severity.warning,
                    new Place(
                            BrokerHome.EXTENSION + "/conf/topicwarden.yaml",
                            asked.span().line()),
                    "the settings accept " + asked.tls() + " on `" + listener.name() + "`");
        }
        List<Element> protocols = listener.tls().map(TlsElement::protocols).orElse(List.of());
        Optional<TlsVersion> newest = protocols.stream()
                .flatMap(protocol -> TlsVersion.named(protocol.text()).stream())
                .max(Comparator.naturalOrder());
        boolean unknown = protocols.stream().anyMatch(protocol -> BrokerConfig.isUnknown(protocol.text()));
        if (newest.isPresent() && !unknown && !newest.get().isAtLeast(asked.tls())) {
            findings.add(
                    FindingCode.TLS_VERSION_MISMATCH,
                    Severity.error,
                    BrokerHome.inConfig(protocols.get(0).line()),
                    "`" + listener.name() + "` speaks at most " + newest.get() + ", and the settings ask for "
                            + asked.tls());
        }
    }
}
