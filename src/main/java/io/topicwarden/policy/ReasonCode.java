/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.util.Locale;

/** Why a connection or an action was refused: the {@code event.reason} of a denial record. */
public enum ReasonCode {
    LISTENER_NOT_CONFIGURED,
    NETWORK,
    TLS_VERSION,
    BLOCKED,
    PLAINTEXT_CREDENTIALS,
    CREDENTIALS_MISSING,
    BAD_CREDENTIALS,
    UNKNOWN_IDENTITY,
    DISABLED,
    CERTIFICATE_MISSING,
    CERTIFICATE_UNTRUSTED,
    CERTIFICATE_EXPIRED,
    CERTIFICATE_NOT_YET_VALID,
    CERTIFICATE_REVOKED,
    REVOCATION_UNKNOWN,
    CERTIFICATE_USAGE,
    CERTIFICATE_WEAK_KEY,
    CLIENT_ID,
    THROTTLED,

    EXPLICIT_DENY,
    NO_PERMISSION,
    NOT_COVERED,
    QOS,
    RETAIN,
    PAYLOAD_SIZE,
    SHARED_GROUP,
    CONDITION,
    UNRESOLVED_VARIABLE,
    RESERVED_TOPIC,

    NOT_READY,
    INTERNAL_ERROR;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Whether permissions give it, and not the connection or a failure. */
    public boolean isOfPermissions() {
        return compareTo(EXPLICIT_DENY) >= 0 && compareTo(RESERVED_TOPIC) <= 0;
    }

    /** The code as it stands in records, metrics and policy tests: {@code not-covered}. */
    public String code() {
        return code;
    }

    @Override
    public String toString() {
        return code;
    }
}
