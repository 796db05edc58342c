/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.CertificateSettings.Revocation;
import io.topicwarden.policy.Identity;
import io.topicwarden.policy.ListenerSettings;
import io.topicwarden.policy.Settings;
import java.util.List;

/** Finds settings and identities with which nobody gets in. */
final class SettingsCheck {

    private SettingsCheck() {}

    static void run(LintInput input, Findings findings) {
        input.settings().ifPresent(settings -> revocation(settings, input.listeners(), findings));
        boolean passwordsOnly = !input.listeners().isEmpty()
                && input.listeners().stream()
                        .allMatch(listener -> listener.authenticate().needsPassword());
        if (passwordsOnly) {
            input.people().stream()
                    .filter(identity ->
                            identity.enabled() && identity.password().isEmpty())
                    .forEach(identity -> withoutPassword(identity, findings));
        }
    }

    private static void revocation(Settings settings, List<ListenerSettings> listeners, Findings findings) {
        boolean required = settings.certificates().revocation() == Revocation.REQUIRED
                && settings.certificates().revocationLists().isEmpty();
        listeners.stream()
                .filter(listener -> required && listener.authenticate().needsCertificate())
                .findFirst()
                .ifPresent(listener -> findings.add(
                        LintCode.REVOCATION_WITHOUT_LIST,
                        listener.span(),
                        "listener `" + listener.name()
                                + "` refuses every certificate: revocation is `required`, and there is no revocation list",
                        "name the CA's list under `revocation-lists`, or choose `revocation: if-listed`"));
    }

    private static void withoutPassword(Identity identity, Findings findings) {
        findings.add(
                LintCode.IDENTITY_WITHOUT_PASSWORD,
                identity.span(),
                "identity `" + identity.name() + "` has no password, and every listener asks for one",
                "set one with `topicwarden passwd " + identity.name() + "`, or remove the identity");
    }
}
