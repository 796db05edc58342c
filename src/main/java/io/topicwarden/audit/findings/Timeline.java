/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.findings;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Refusals over time, by reason. */
public final class Timeline {

    /** More than there are reason codes; what else a log may claim is counted together. */
    private static final int MOST_REASONS = 64;

    private static final String OTHERS = "others";

    /**
     * The counts, bucket by bucket.
     *
     * @param bucket how long one is
     * @param begins when each begins, without a gap
     * @param counts by reason, as many as there are buckets
     */
    public record Series(Duration bucket, List<Instant> begins, SortedMap<String, List<Long>> counts) {

        /** The sum of a reason. */
        public long sum(String reason) {
            return Counts.sum(counts.getOrDefault(reason, List.of()));
        }
    }

    private final Histogram all = Histogram.fitting();
    private final Map<String, Histogram> byReason = new HashMap<>();

    void add(String reason, Instant at, long count) {
        all.add(at, count);
        String key = byReason.containsKey(reason) || byReason.size() < MOST_REASONS ? reason : OTHERS;
        byReason.computeIfAbsent(key, unused -> Histogram.fitting()).add(at, count);
    }

    /**
     * The counts in buckets of one length.
     *
     * @param most how many buckets there may be
     */
    public Series series(int most) {
        List<Instant> begins = List.copyOf(all.buckets(most).keySet());
        SortedMap<String, List<Long>> counts = new TreeMap<>();
        byReason.forEach((reason, histogram) -> {
            Map<Instant, Long> buckets = histogram.buckets(all.bucket());
            List<Long> row = new ArrayList<>();
            begins.forEach(begin -> row.add(buckets.getOrDefault(begin, 0L)));
            counts.put(reason, row);
        });
        return new Series(all.bucket(), begins, counts);
    }
}
