/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.CertificateSettings.Revocation;
import io.topicwarden.policy.DeniedPublish;
import io.topicwarden.policy.ListenerSettings.Authenticate;
import io.topicwarden.policy.MqttVersion;
import io.topicwarden.policy.ReasonCode;
import io.topicwarden.policy.TlsVersion;
import java.time.DayOfWeek;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The words that stand for the values of closed choices, in the order in which help names them. */
final class Words {

    static final Map<String, Action> ACTIONS = words("publish", Action.PUBLISH, "subscribe", Action.SUBSCRIBE);

    static final Map<String, Attempt.Kind> ATTEMPTS = attempts();

    /** The reasons that a decision on an action can have. */
    static final Map<String, ReasonCode> REASONS = reasons();

    static final Map<String, Authenticate> AUTHENTICATE = words(
            "certificate",
            Authenticate.CERTIFICATE,
            "password",
            Authenticate.PASSWORD,
            "certificate-and-password",
            Authenticate.CERTIFICATE_AND_PASSWORD);

    static final Map<String, Boolean> STORES = words("file", false, "postgres", true);

    static final Map<String, Boolean> PLAINTEXT = Map.of("permitted", true);

    static final Map<String, Boolean> PARTLY_PERMITTED = words("refuse", false, "filter", true);

    static final Map<String, Boolean> REQUIRE_CLIENT_AUTH = words("clientAuth", true, "any", false);

    static final Map<String, Revocation> REVOCATION =
            words("required", Revocation.REQUIRED, "if-listed", Revocation.IF_LISTED, "off", Revocation.OFF);

    static final Map<String, DeniedPublish> DENIED_PUBLISH = words(
            "disconnect", DeniedPublish.DISCONNECT, "refuse", DeniedPublish.REFUSE, "ignore", DeniedPublish.IGNORE);

    static final Map<String, TlsVersion> TLS = tls();

    static final Map<String, MqttVersion> MQTT = words("3", MqttVersion.MQTT_3, "5", MqttVersion.MQTT_5);

    static final Map<String, DayOfWeek> DAYS = days();

    private Words() {}

    private static <T> Map<String, T> words(String a, T first, String b, T second) {
        Map<String, T> words = new LinkedHashMap<>();
        words.put(a, first);
        words.put(b, second);
        return Collections.unmodifiableMap(words);
    }

    private static <T> Map<String, T> words(String a, T first, String b, T second, String c, T third) {
        Map<String, T> words = new LinkedHashMap<>(words(a, first, b, second));
        words.put(c, third);
        return Collections.unmodifiableMap(words);
    }

    private static Map<String, TlsVersion> tls() {
        Map<String, TlsVersion> words = new LinkedHashMap<>();
        for (TlsVersion version : TlsVersion.values()) {
            words.put(version.toString(), version);
        }
        return Collections.unmodifiableMap(words);
    }

    private static Map<String, Attempt.Kind> attempts() {
        Map<String, Attempt.Kind> words = new LinkedHashMap<>();
        for (Attempt.Kind kind :
                List.of(Attempt.Kind.PUBLISH, Attempt.Kind.SUBSCRIBE, Attempt.Kind.WILL, Attempt.Kind.DELIVER)) {
            words.put(kind.toString(), kind);
        }
        return Collections.unmodifiableMap(words);
    }

    private static Map<String, ReasonCode> reasons() {
        Map<String, ReasonCode> words = new LinkedHashMap<>();
        for (ReasonCode code : ReasonCode.values()) {
            if (code.isOfPermissions()) {
                words.put(code.code(), code);
            }
        }
        words.put(ReasonCode.BLOCKED.code(), ReasonCode.BLOCKED);
        return Collections.unmodifiableMap(words);
    }

    private static Map<String, DayOfWeek> days() {
        Map<String, DayOfWeek> words = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            words.put(day.name().substring(0, 3).toLowerCase(Locale.ROOT), day);
        }
        for (DayOfWeek day : DayOfWeek.values()) {
            words.put(day.name().toLowerCase(Locale.ROOT), day);
        }
        return Collections.unmodifiableMap(words);
    }
}
