/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.findings;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts over time, in buckets that grow as the time does that they must cover. */
public final class Histogram {

    private static final List<Duration> STEPS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofDays(1),
            Duration.ofDays(7));

    /** How many buckets are kept while counting. */
    private static final int MOST_KEPT = 10_000;

    private long seconds;
    private final boolean fixed;
    private SortedMap<Long, Long> counts = new TreeMap<>();

    private Histogram(Duration step, boolean fixed) {
        this.seconds = Math.max(1, step.toSeconds());
        this.fixed = fixed;
    }

    /** With buckets of one length, at least a second. */
    public static Histogram of(Duration bucket) {
        return new Histogram(bucket, true);
    }

    /** With buckets as long as they must be. */
    public static Histogram fitting() {
        return new Histogram(STEPS.get(0), false);
    }

    /** Counts what happened at an instant. */
    public void add(Instant at, long count) {
        counts.merge(Math.floorDiv(at.getEpochSecond(), seconds), count, Counts::plus);
        if (!fixed && counts.size() > MOST_KEPT) {
            coarsen();
        }
    }

    /**
     * The counts by the begins of their buckets, those of no count in between included.
     *
     * @param most the most buckets, if their length may be chosen
     */
    public SortedMap<Instant, Long> buckets(int most) {
        while (!fixed && span() > most && coarsen()) {
            // until they fit
        }
        SortedMap<Instant, Long> buckets = new TreeMap<>();
        if (counts.isEmpty()) {
            return buckets;
        }
        if (span() > MOST_KEPT) {
            counts.forEach((bucket, count) -> buckets.put(begin(bucket), count));
            return buckets;
        }
        for (long bucket = counts.firstKey(); bucket <= counts.lastKey(); bucket++) {
            buckets.put(begin(bucket), counts.getOrDefault(bucket, 0L));
        }
        return buckets;
    }

    /** The counts of a fitting one in buckets as long as those of another, which are no shorter; the empty ones left out. */
    SortedMap<Instant, Long> buckets(Duration wanted) {
        while (seconds < wanted.toSeconds() && coarsen()) {
            // until they are as long
        }
        SortedMap<Instant, Long> buckets = new TreeMap<>();
        counts.forEach((bucket, count) -> buckets.put(begin(bucket), count));
        return buckets;
    }

    /** How long a bucket is. */
    public Duration bucket() {
        return Duration.ofSeconds(seconds);
    }

    private Instant begin(long bucket) {
        return Instant.ofEpochSecond(bucket * seconds);
    }

    private long span() {
        return counts.isEmpty() ? 0 : counts.lastKey() - counts.firstKey() + 1;
    }

    /** Goes on with longer buckets; false if there are none. */
    private boolean coarsen() {
        long before = seconds;
        long after = STEPS.stream()
                .mapToLong(Duration::toSeconds)
                .filter(step -> step > before)
                .findFirst()
                .orElse(before);
        SortedMap<Long, Long> coarser = new TreeMap<>();
        for (Map.Entry<Long, Long> entry : counts.entrySet()) {
            coarser.merge(Math.floorDiv(entry.getKey() * before, after), entry.getValue(), Counts::plus);
        }
        counts = coarser;
        seconds = after;
        return after > before;
    }
}
