/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.inspect;

import io.topicwarden.policy.DidYouMean;
import io.topicwarden.policy.ListenerSettings;
import io.topicwarden.policy.Settings;
import java.util.List;
import java.util.Optional;

/** Compares the listeners of the broker with those of the settings. */
final class ListenerCheck implements Check {

    private static final String SETTINGS = BrokerHome.EXTENSION + "/conf/topicwarden.yaml";

    @Override
    public void run(BrokerHome home, Findings findings) {
        for (ConfiguredListener listener : home.listeners()) {
            Optional<ListenerSettings> asked = home.settings()
                    .flatMap(
                            settings -> Optional.ofNullable(settings.listeners().get(listener.name())));
            plain(listener, asked, findings);
            named(listener, asked, home, findings);
            asked.ifPresent(settings -> certificates(listener, settings, findings));
        }
        home.settings().ifPresent(settings -> missing(home, settings, findings));
    }

    private static void plain(ConfiguredListener listener, Optional<ListenerSettings> asked, Findings findings) {
        if (listener.kind().encrypted() || listener.isLocal() || BrokerConfig.isUnknown(listener.address())) {
            return;
        }
        boolean anybody = asked.map(settings ->
                        settings.plaintextPermitted() && settings.networks().isEmpty())
                .orElse(false);
        findings.add(
                FindingCode.PLAIN_LISTENER,
                anybody ? Severity.error : Severity.warning,
                listener.place(),
                listener.shown() + " has no TLS"
                        + (anybody ? ", and the settings take passwords on it from anywhere" : ""));
    }

    private static void named(
            ConfiguredListener listener, Optional<ListenerSettings> asked, BrokerHome home, Findings findings) {
        if (BrokerConfig.isUnknown(listener.name())) {
            return;
        }
        if (listener.isRenamed()) {
            findings.add(
                    FindingCode.LISTENER_NAME_TWICE,
                    Severity.error,
                    listener.place(),
                    "a second listener is named `" + listener.chosen().orElse("") + "`; the broker calls it `"
                            + listener.name() + "`");
        } else if (asked.isEmpty() && home.settings().isPresent()) {
            findings.add(
                    FindingCode.LISTENER_NOT_NAMED,
                    Severity.warning,
                    listener.place(),
                    "the settings do not name " + listener.shown()
                            + (listener.chosen().isEmpty()
                                    ? ", which has no <name> and is called so by the broker"
                                    : ""));
        }
    }

    private static void certificates(ConfiguredListener listener, ListenerSettings asked, Findings findings) {
        if (!asked.authenticate().needsCertificate()) {
            return;
        }
        Optional<TlsElement> tls = listener.tls();
        String mode = tls.map(TlsElement::mode).orElse("NONE");
        Place place =
                tls.map(element -> BrokerHome.inConfig(element.modeLine())).orElse(listener.place());
        if (mode.equals("NONE")) {
            findings.add(
                    FindingCode.CERTIFICATE_NOT_ASKED,
                    Severity.error,
                    place,
                    "the settings ask for certificates on `" + listener.name() + "`, but "
                            + (listener.kind().encrypted()
                                    ? "its client-authentication-mode is NONE"
                                    : "it is a " + listener.kind().element()));
        } else if (mode.equals("OPTIONAL")) {
            findings.add(
                    FindingCode.CERTIFICATE_OPTIONAL,
                    Severity.note,
                    place,
                    "the settings ask for certificates on `" + listener.name()
                            + "`, and its client-authentication-mode is OPTIONAL");
        }
    }

    private static void missing(BrokerHome home, Settings settings, Findings findings) {
        List<String> names =
                home.listeners().stream().map(ConfiguredListener::name).toList();
        if (home.config().isEmpty() || names.stream().anyMatch(BrokerConfig::isUnknown)) {
            return;
        }
        settings.listeners().values().stream()
                .filter(listener -> !names.contains(listener.name()))
                .sorted((a, b) -> a.span().compareTo(b.span()))
                .forEach(listener -> findings.add(
                        FindingCode.LISTENER_NOT_THERE,
                        Severity.warning,
                        new Place(SETTINGS, listener.span().line()),
                        "the broker has no listener `" + listener.name() + "`"
                                + DidYouMean.help(listener.name(), names)
                                        .map(help -> "; " + help)
                                        .orElse("")));
    }
}
