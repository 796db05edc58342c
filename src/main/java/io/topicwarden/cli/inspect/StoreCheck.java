/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.inspect;

import io.topicwarden.cli.inspect.TlsElement.StoreElement;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Opens the key and trust stores of the listeners. */
final class StoreCheck implements Check {

    @Override
    public void run(BrokerHome home, Findings findings) {
        Set<StoreElement> seen = new HashSet<>();
        for (ConfiguredListener listener : home.listeners()) {
            listener.tls().ifPresent(tls -> {
                tls.keystore()
                        .filter(seen::add)
                        .flatMap(store -> open(home, store, "key store", findings))
                        .ifPresent(store -> keys(home, tls.keystore().orElseThrow(), store, findings));
                if (tls.asksForCertificates()) {
                    trust(home, listener, tls, findings);
                }
            });
        }
    }

    private static Optional<OpenedStore> open(BrokerHome home, StoreElement store, String kind, Findings findings) {
        if (store.isUnknown()) {
            findings.add(
                    FindingCode.STORE_NOT_CHECKED,
                    Severity.note,
                    BrokerHome.inConfig(store.line()),
                    "the " + kind + " `" + store.path() + "` was not opened");
            return Optional.empty();
        }
        try {
            return Optional.of(OpenedStore.open(home.folder().resolve(store.path()), store.password()));
        } catch (IOException | RuntimeException e) {
            findings.add(
                    FindingCode.STORE_UNREADABLE,
                    Severity.error,
                    BrokerHome.inConfig(store.line()),
                    "the " + kind + " `" + store.path() + "` "
                            + (e instanceof IOException ? e.getMessage() : "has no valid path"));
            return Optional.empty();
        }
    }

    private static void keys(BrokerHome home, StoreElement element, OpenedStore store, Findings findings) {
        Place place = BrokerHome.inConfig(element.line());
        if (store.keys().isEmpty()) {
            findings.add(
                    FindingCode.KEYSTORE_WITHOUT_KEY,
                    Severity.error,
                    place,
                    "the key store `" + element.path() + "` holds no private key");
        }
        store.keys().forEach(certificate -> new ServerCertificate(certificate, place).check(home.now(), findings));
    }

    private static void trust(BrokerHome home, ConfiguredListener listener, TlsElement tls, Findings findings) {
        if (tls.truststore().isEmpty()) {
            findings.add(
                    FindingCode.TRUSTSTORE_MISSING,
                    Severity.warning,
                    BrokerHome.inConfig(tls.modeLine()),
                    "`" + listener.name() + "` asks for certificates and has no trust store");
            return;
        }
        StoreElement element = tls.truststore().get();
        open(home, element, "trust store", findings)
                .ifPresent(store -> home.trusted().ifPresent(anchors -> compare(element, store, anchors, findings)));
    }

    private static void compare(
            StoreElement element, OpenedStore store, List<X509Certificate> anchors, Findings findings) {
        Place place = BrokerHome.inConfig(element.line());
        store.trusted().stream()
                .filter(certificate -> !anchors.contains(certificate))
                .forEach(certificate -> findings.add(
                        FindingCode.TRUSTSTORE_WIDER,
                        Severity.warning,
                        place,
                        "the trust store `" + element.path() + "` holds " + ServerCertificate.name(certificate)
                                + ", which the settings do not trust"));
        anchors.stream()
                .filter(anchor -> !store.trusted().contains(anchor))
                .forEach(anchor -> findings.add(
                        FindingCode.TRUSTSTORE_NARROWER,
                        Severity.note,
                        place,
                        "the trust store `" + element.path() + "` does not hold " + ServerCertificate.name(anchor)
                                + ", which the settings trust"));
    }
}
