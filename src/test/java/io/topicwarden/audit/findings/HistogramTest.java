/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HistogramTest {

    private static final Instant BEGIN = Instant.parse("2026-11-24T00:00:00Z");

    @Test
    void buckets_yearOfSeconds_keepTheSumInFewBuckets() {
        Histogram histogram = Histogram.fitting();
        long added = 0;
        for (int hour = 0; hour < 365 * 24; hour++) {
            histogram.add(BEGIN.plus(Duration.ofHours(hour)).plusSeconds(hour % 3600), 2);
            added += 2;
        }
        assertThat(histogram.buckets(60).values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(added);
        assertThat(histogram.buckets(60)).hasSizeLessThanOrEqualTo(60);
        assertThat(histogram.bucket()).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void buckets_gapBetweenTwo_isThereWithZero() {
        Histogram histogram = Histogram.of(Duration.ofMinutes(1));
        histogram.add(BEGIN, 1);
        histogram.add(BEGIN.plusSeconds(121), 1);
        assertThat(histogram.buckets(1).values()).containsExactly(1L, 0L, 1L);
    }

    @Test
    void buckets_nothingAdded_areNone() {
        assertThat(Histogram.fitting().buckets(10)).isEmpty();
    }
}
