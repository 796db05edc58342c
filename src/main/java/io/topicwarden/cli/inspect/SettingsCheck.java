/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.inspect;

import io.topicwarden.identity.x509.CertificateVerifier;
import io.topicwarden.policy.CertificateSettings;
import io.topicwarden.policy.CertificateSettings.Revocation;
import io.topicwarden.policy.ListenerSettings;
import io.topicwarden.policy.Settings;
import java.util.List;

/** Looks at how the settings check certificates. */
final class SettingsCheck implements Check {

    private static final Place SETTINGS = Place.of(BrokerHome.EXTENSION + "/conf/topicwarden.yaml");

    @Override
    public void run(BrokerHome home, Findings findings) {
        home.settings().filter(SettingsCheck::usesCertificates).ifPresent(settings -> {
            CertificateSettings certificates = settings.certificates();
            home.anchors().stream()
                    .flatMap(List::stream)
                    .filter(certificate -> !CertificateVerifier.mayBeAnchor(certificate))
                    .forEach(certificate -> findings.add(
                            FindingCode.TRUST_ANCHOR_UNUSABLE,
                            Severity.warning,
                            SETTINGS,
                            "`trust-anchors` hold " + ServerCertificate.name(certificate) + ", which is passed over"));
            if (certificates.revocation() == Revocation.OFF) {
                findings.add(
                        FindingCode.REVOCATION_OFF, Severity.note, SETTINGS, "revoked certificates are not asked for");
            }
            if (!certificates.requireClientAuth()) {
                findings.add(
                        FindingCode.CERTIFICATE_USAGE_ANY,
                        Severity.note,
                        SETTINGS,
                        "certificates open whatever they were issued for");
            }
        });
    }

    private static boolean usesCertificates(Settings settings) {
        return settings.listeners().values().stream()
                .map(ListenerSettings::authenticate)
                .anyMatch(ListenerSettings.Authenticate::needsCertificate);
    }
}
