/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.client;

import java.util.Optional;

/**
 * What a client was told.
 *
 * @param accepted whether it may
 * @param code the reason or return code; {@link #CLOSED} if the connection was closed without one
 * @param reason the MQTT 5 reason string
 */
public record Reply(boolean accepted, int code, Optional<String> reason) {

    /** No code came. */
    public static final int CLOSED = -1;

    /** MQTT 5: not authorized. */
    public static final int NOT_AUTHORIZED = 0x87;

    static final Reply DROPPED = new Reply(false, CLOSED, Optional.empty());

    static Reply accepted(int code) {
        return new Reply(true, code, Optional.empty());
    }

    static Reply refused(int code) {
        return new Reply(false, code, Optional.empty());
    }

    static Reply refused(int code, Optional<String> reason) {
        return new Reply(false, code, reason);
    }
}
