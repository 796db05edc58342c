/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

/**
 * What a request comes with, packed into one {@code long} so that deciding on a topic allocates nothing: a bit for each
 * thing that a rule must accept, and above them the bytes of payload. What is not to be looked at has no bit set.
 */
final class Offer {

    static final long PLAIN = 1 << 5;
    static final long SHARED = 1 << 6;

    /** The bits of all qualities of service, and of both states of the retain flag. */
    static final long ALL_QOS = 0b111;

    static final long ALL_RETAIN = 0b11 << 3;

    private static final long NOT_RETAINED = 1 << 3;
    private static final long RETAINED = 1 << 4;
    private static final int PAYLOAD_SHIFT = 7;

    /** The most bytes that can be told apart; no MQTT packet is as long. */
    static final long MAX_PAYLOAD = Long.MAX_VALUE >> PAYLOAD_SHIFT;

    /** For a delivery, where nothing but {@code when} is looked at. */
    static final long DELIVERY = 0;

    private Offer() {}

    static long publish(int qos, boolean retain, long payloadBytes) {
        if (payloadBytes < 0) {
            throw new IllegalArgumentException("a payload has no fewer than 0 bytes");
        }
        return ofQos(qos) | ofRetain(retain) | Math.min(payloadBytes, MAX_PAYLOAD) << PAYLOAD_SHIFT;
    }

    static long subscribe(int qos, boolean shared) {
        return ofQos(qos) | (shared ? SHARED : PLAIN);
    }

    static long ofQos(int qos) {
        if (qos < 0 || qos > 2) {
            throw new IllegalArgumentException("there is no QoS " + qos);
        }
        return 1L << qos;
    }

    static long ofRetain(boolean retain) {
        return retain ? RETAINED : NOT_RETAINED;
    }

    /** The quality of service of an offer that has one. */
    static int qos(long offer) {
        return Long.numberOfTrailingZeros(offer);
    }

    static boolean retain(long offer) {
        return (offer & RETAINED) != 0;
    }

    static long payloadBytes(long offer) {
        return offer >>> PAYLOAD_SHIFT;
    }
}
