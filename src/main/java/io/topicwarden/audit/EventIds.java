/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Makes event ids: 26 ASCII characters in the form of a ULID that sort in the order in which they were made. */
final class EventIds {

    /*
     * 48 bits of milliseconds, 16 bits of counter, 64 bits that are random for each log opened. The first two are one
     * number: the 65,537th id of a millisecond carries into the next one, and a clock set back only counts on.
     */
    private static final int COUNTER_BITS = 16;
    private static final int LENGTH = 26;
    private static final byte[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".getBytes(StandardCharsets.US_ASCII);

    private final AtomicLong last = new AtomicLong();
    private final long suffix = new SecureRandom().nextLong();
    private final InstantSource time;

    EventIds(InstantSource time) {
        this.time = time;
    }

    /** A new id, greater than every one before. */
    String next() {
        long now = time.millis() << COUNTER_BITS;
        return encode(last.accumulateAndGet(now, (previous, given) -> Math.max(previous + 1, given)), suffix);
    }

    private static String encode(long high, long low) {
        byte[] text = new byte[LENGTH];
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = DIGITS[(int) (low & 31)];
            low = (low >>> 5) | (high << 59);
            high >>>= 5;
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
