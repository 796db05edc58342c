/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.time.Instant;
import java.util.Locale;

/** What happened to a connection: the {@code event.action} of a connection record. */
enum ConnectionKind implements Overflow.Kind {
    CONNECTED,
    DISCONNECTED;

    private final String text = name().toLowerCase(Locale.ROOT);

    @Override
    public byte[] members(String id, Instant first) {
        return ConnectionFormat.overflow(this, id, first);
    }

    @Override
    public String toString() {
        return text;
    }
}
