/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.ReasonCode;
import java.util.Optional;

/** What one client may do: the decision procedures. Immutable and safe for use by all threads. */
public final class ClientPermissions {

    private static final Decision NOTHING = new Decision.Denied(
            ReasonCode.NO_PERMISSION, "nothing is permitted", Optional.empty(), Optional.empty(), Optional.empty());

    ClientPermissions() {}

    /**
     * Decides a PUBLISH.
     *
     * @param topic the topic name, any text
     * @param qos 0 to 2
     * @param retain whether the retain flag is set
     * @param payloadBytes the length of the payload, at least 0
     */
    public Decision publish(String topic, int qos, boolean retain, long payloadBytes) {
        return NOTHING;
    }

    /** Decides a will as the publish it may become; a will to a topic that begins with {@code $} is refused. */
    public Decision will(String topic, int qos, boolean retain, long payloadBytes) {
        return NOTHING;
    }

    /**
     * Decides one topic filter of a SUBSCRIBE.
     *
     * @param topicFilter as the client sent it, <code>$share/GROUP/FILTER</code> included, any text
     * @param qos the quality of service asked for, 0 to 2
     */
    public Decision subscribe(String topicFilter, int qos) {
        return NOTHING;
    }
}
