/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.util.Optional;

/** A version of TLS, oldest first. */
public enum TlsVersion {
    TLS_1_0("TLSv1"),
    TLS_1_1("TLSv1.1"),
    TLS_1_2("TLSv1.2"),
    TLS_1_3("TLSv1.3");

    private final String text;

    TlsVersion(String text) {
        this.text = text;
    }

    /** The version that the JDK and HiveMQ call by this name, if it is one of these; SSLv3 is none. */
    public static Optional<TlsVersion> named(String name) {
        for (TlsVersion version : values()) {
            if (version.text.equals(name)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    /** Whether this is {@code oldest} or newer. */
    public boolean isAtLeast(TlsVersion oldest) {
        return compareTo(oldest) >= 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
