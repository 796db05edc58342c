/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;

final class LatenciesTest {

    private static final int PRECISION_PERCENT = 4;

    private final Latencies latencies = new Latencies();

    @Test
    void percentile_thousandDurations_isCloseFromAbove() {
        for (int i = 1; i <= 1_000; i++) {
            latencies.add(i * 1_000L);
        }

        assertThat(latencies.percentile(0.5)).isCloseTo(500_000L, withPercentage(PRECISION_PERCENT));
        assertThat(latencies.percentile(0.99)).isCloseTo(990_000L, withPercentage(PRECISION_PERCENT));
        assertThat(latencies.percentile(1)).isGreaterThanOrEqualTo(1_000_000L);
    }

    @Test
    void percentile_nothingCounted_isZero() {
        assertThat(latencies.percentile(0.5)).isZero();
    }

    @Test
    void add_another_countsItsDurationsToo() {
        Latencies other = new Latencies();
        other.add(Long.MAX_VALUE);
        latencies.add(1);
        latencies.add(other);

        assertThat(latencies.total()).isEqualTo(2);
        assertThat(latencies.percentile(0.5)).isEqualTo(1);
    }
}
