/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

/**
 * What a request offers to conditions, packed into one {@code long} so that deciding a publish allocates nothing: a bit
 * for each quality of service, a bit for each state of the retain flag, and the bytes of payload above them. Where a
 * condition is not to be looked at, all its bits are set.
 */
final class Offer {

    static final long ANY_QOS = 0b00111;
    static final long ANY_RETAIN = 0b11000;

    private static final long NOT_RETAINED = 0b01000;
    private static final long RETAINED = 0b10000;
    private static final int PAYLOAD_SHIFT = 5;

    /** The most bytes that can be told apart; no MQTT packet is as long. */
    static final long MAX_PAYLOAD = Long.MAX_VALUE >> PAYLOAD_SHIFT;

    /** For a delivery, where nothing but {@code when} is looked at. */
    static final long DELIVERY = ANY_QOS | ANY_RETAIN;

    private Offer() {}

    static long publish(int qos, boolean retain, long payloadBytes) {
        if (payloadBytes < 0) {
            throw new IllegalArgumentException("a payload has no fewer than 0 bytes");
        }
        return qosBit(qos) | retainBit(retain) | Math.min(payloadBytes, MAX_PAYLOAD) << PAYLOAD_SHIFT;
    }

    static long subscribe(int qos) {
        return qosBit(qos) | ANY_RETAIN;
    }

    static long qosBit(int qos) {
        if (qos < 0 || qos > 2) {
            throw new IllegalArgumentException("there is no QoS " + qos);
        }
        return 1L << qos;
    }

    static long retainBit(boolean retain) {
        return retain ? RETAINED : NOT_RETAINED;
    }

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
