/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.util.Map;
import java.util.Optional;

/**
 * The settings of {@code topicwarden.yaml}.
 *
 * @param listeners by name; a client of any other listener is refused
 * @param certificates how client certificates are checked
 * @param throttle how many wrong credentials are looked at
 * @param filterPartlyPermitted whether a partly permitted subscription is accepted and filtered
 * @param deniedPublish what becomes of a client whose publish is refused
 * @param denials the denial log
 * @param connections the connection log
 * @param observe where it is written down what clients do; empty if it is not
 * @param shadow the log of what a candidate policy would decide otherwise
 * @param store where policy and identities are kept
 */
public record Settings(
        Map<String, ListenerSettings> listeners,
        CertificateSettings certificates,
        ThrottleSettings throttle,
        boolean filterPartlyPermitted,
        DeniedPublish deniedPublish,
        LogSettings denials,
        LogSettings connections,
        Optional<ObserveSettings> observe,
        LogSettings shadow,
        StoreSettings store) {

    /** With these every client is refused. */
    public static final Settings REFUSE_ALL = new Settings(
            Map.of(),
            CertificateSettings.NONE,
            ThrottleSettings.USUAL,
            false,
            DeniedPublish.DISCONNECT,
            LogSettings.of("denials.jsonl"),
            LogSettings.of("connections.jsonl"),
            Optional.empty(),
            LogSettings.of("shadow.jsonl"),
            new StoreSettings.Files());

    public Settings {
        listeners = Map.copyOf(listeners);
    }
}
