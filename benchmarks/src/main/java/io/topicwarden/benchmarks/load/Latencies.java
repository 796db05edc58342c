/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.load;

/** Counts durations in buckets that are within 3 percent of what they count. For one thread. */
public final class Latencies {

    private static final int PARTS_SHIFT = 5; // 32 buckets to each doubling
    private static final int PARTS = 1 << PARTS_SHIFT;

    private final long[] counts = new long[Long.SIZE * PARTS];
    private long total;

    /** Counts one. */
    public void add(long nanos) {
        counts[bucket(Math.max(1, nanos))]++;
        total++;
    }

    /** Counts those of another as well. */
    public void add(Latencies other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        total += other.total;
    }

    public long total() {
        return total;
    }

    /**
     * The duration that this share of all does not exceed.
     *
     * @param share from 0 to 1
     * @return nanoseconds, 0 if nothing has been counted
     */
    public long percentile(double share) {
        long rank = (long) Math.ceil(share * total);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank && seen > 0) {
                return upperBound(i);
            }
        }
        return 0;
    }

    private static int bucket(long nanos) {
        int exponent = Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - PARTS_SHIFT);
        return (exponent << PARTS_SHIFT) + (int) (nanos >>> exponent);
    }

    private static long upperBound(int bucket) {
        int exponent = Math.max(0, (bucket >> PARTS_SHIFT) - 1);
        long part = bucket - ((long) exponent << PARTS_SHIFT);
        return ((part + 1) << exponent) - 1;
    }
}
