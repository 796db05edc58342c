/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.time.Duration;
import java.time.Instant;

/** The members of a connection record. */
final class ConnectionFormat {

    private static final String OVERFLOW =
            "more connections than memory holds: of those counted here only the action is known";

    private ConnectionFormat() {}

    static byte[] connected(Peer peer, Instant at, String id) {
        JsonMembers out = begin(ConnectionKind.CONNECTED, id, at).text("message", "client connected");
        PeerMembers.write(out, peer);
        return out.toBytes();
    }

    static byte[] disconnected(Peer peer, Instant at, Duration duration, String how, String id) {
        JsonMembers out = begin(ConnectionKind.DISCONNECTED, id, at)
                .instant("event.start", at.minus(duration))
                .number("event.duration", nanos(duration))
                .text("event.reason", how)
                .text("message", "client disconnected");
        PeerMembers.write(out, peer);
        return out.toBytes();
    }

    static byte[] overflow(ConnectionKind kind, String id, Instant first) {
        return begin(kind, id, first).text("message", OVERFLOW).toBytes();
    }

    private static JsonMembers begin(ConnectionKind kind, String id, Instant at) {
        return new JsonMembers()
                .instant("@timestamp", at)
                .text("event.id", id)
                .text("event.action", kind.toString())
                .text("event.outcome", "success");
    }

    /** A connection that lasts longer than 292 years is said to have lasted as long. */
    private static long nanos(Duration duration) {
        boolean fits = duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) <= 0;
        return fits ? Math.max(0, duration.toNanos()) : Long.MAX_VALUE;
    }
}
