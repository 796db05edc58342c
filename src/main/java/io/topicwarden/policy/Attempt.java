/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.util.Locale;

/**
 * What a client asks to do, as a policy test or the command line says it.
 *
 * @param kind what is asked for
 * @param topic the topic name; for a subscription the topic filter, <code>$share/GROUP/FILTER</code> included
 * @param qos the quality of service, 0 to 2; of a delivery the message's own
 * @param retain the retain flag of a publish or a will
 * @param payloadBytes the length of the payload of a publish or a will, at least 0
 */
public record Attempt(Kind kind, String topic, int qos, boolean retain, long payloadBytes) {

    /** What can be asked for. */
    public enum Kind {
        PUBLISH,
        WILL,
        SUBSCRIBE,
        /** The delivery of a message of exactly this topic. */
        DELIVER;

        /** Whether a message is handed in, so that it has a retain flag and a payload. */
        public boolean hasMessage() {
            return this == PUBLISH || this == WILL;
        }

        /** As tests and records have it: {@code publish}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** In QoS 0, not retained and without payload. */
    public static Attempt of(Kind kind, String topic) {
        return new Attempt(kind, topic, 0, false, 0);
    }

    /** {@code publish a/b, QoS 1, retained, 2048 bytes}; what is usual is left out. */
    @Override
    public String toString() {
        return kind + " " + topic
                + (qos == 0 ? "" : ", QoS " + qos)
                + (retain ? ", retained" : "")
                + (payloadBytes == 0 ? "" : ", " + payloadBytes + " bytes");
    }
}
