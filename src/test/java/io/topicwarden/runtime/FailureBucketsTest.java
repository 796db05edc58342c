/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.ThrottleSettings.Limit;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FailureBucketsTest {

    private static final Limit LIMIT = new Limit(3, 6);
    private static final Limit FASTER = new Limit(100, 600);
    private static final Limit SLOWER = new Limit(3, 1);
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Source ONE = new Source(1, 4);
    private static final Source OTHER = new Source(2, 4);

    private final AtomicLong nanos = new AtomicLong(-5);
    private final FailureBuckets buckets = new FailureBuckets(100, nanos::get);

    @Test
    void add_moreThanABurst_hasNoRoom() {
        assertThat(added(ONE, 4)).isEqualTo(3);
        assertThat(buckets.hasRoom(ONE, LIMIT)).isFalse();
    }

    @Test
    void add_anotherSource_hasRoom() {
        int unused = added(ONE, 4);

        assertThat(buckets.add(OTHER, LIMIT)).isTrue();
    }

    @Test
    void add_untilOneIsForgotten_hasNoRoom() {
        int unused = added(ONE, 3);

        pass(STEP.minusNanos(1));
        assertThat(buckets.add(ONE, LIMIT)).isFalse();
        pass(Duration.ofNanos(1));
        assertThat(added(ONE, 2)).isEqualTo(1);
    }

    @Test
    void add_turnedAway_costsNothingMore() {
        int unused = added(ONE, 1000);

        pass(STEP);
        assertThat(buckets.add(ONE, LIMIT)).isTrue();
    }

    @Test
    void add_longAfter_hasRoomForABurstAndNoMore() {
        int unused = added(ONE, 3);

        pass(Duration.ofDays(400));
        assertThat(added(ONE, 10)).isEqualTo(3);
    }

    @Test
    void add_clockThatGoesBack_isTurnedAwayForABurstAtMost() {
        int unused = added(ONE, 3);

        pass(Duration.ofDays(-30));
        assertThat(buckets.add(ONE, LIMIT)).isFalse();
        pass(STEP);
        assertThat(buckets.add(ONE, LIMIT)).isTrue();
    }

    @Test
    void add_smallerLimit_holdsAtOnceAndForgetsByItself() {
        int unused = added(ONE, 3);
        Limit smaller = new Limit(1, 6);

        assertThat(buckets.add(ONE, smaller)).isFalse();
        pass(STEP);
        assertThat(buckets.add(ONE, smaller)).isTrue();
    }

    @Test
    void add_manyThreads_letABurstIn() {
        AtomicInteger in = new AtomicInteger();

        IntStream.range(0, 1000).parallel().forEach(i -> in.addAndGet(buckets.add(ONE, LIMIT) ? 1 : 0));

        assertThat(in).hasValue(3);
    }

    @Test
    void clear_givesTheFailuresAndForgetsThem() {
        int unused = added(ONE, 2);

        assertThat(buckets.clear(ONE, LIMIT)).isEqualTo(2);
        assertThat(buckets.size()).isZero();
    }

    @Test
    void clear_failureForgottenInPart_countsWhole() {
        int unused = added(ONE, 2);
        pass(STEP.plusMillis(1));

        assertThat(buckets.clear(ONE, LIMIT)).isEqualTo(1);
    }

    @Test
    void clearAndTakeOff_nothingThere_giveNothing() {
        assertThat(buckets.clear(ONE, LIMIT)).isZero();
        assertThat(buckets.takeOff(ONE, LIMIT, 1)).isFalse();
    }

    @Test
    void takeOff_moreThanThereAre_leavesNoCredit() {
        int unused = added(ONE, 2);
        assertThat(buckets.takeOff(ONE, LIMIT, 50)).isTrue();

        assertThat(added(ONE, 10)).isEqualTo(3);
    }

    @Test
    void clear_underALimitThatForgetsFaster_givesTheFailuresAndNoMore() {
        int unused = added(ONE, 2);

        assertThat(buckets.clear(ONE, FASTER)).isEqualTo(2);
    }

    @Test
    void takeOff_underALimitThatForgetsSlower_takesOffNoMore() {
        int unused = added(ONE, 2);
        assertThat(buckets.takeOff(ONE, SLOWER, 1)).isTrue();

        assertThat(buckets.clear(ONE, SLOWER)).isEqualTo(1);
    }

    @Test
    void hasRoom_underALimitThatForgetsFaster_onceItsTimeHasPassed() {
        int unused = added(ONE, 3);
        Limit faster = new Limit(3, 600);
        assertThat(buckets.hasRoom(ONE, faster)).isFalse();

        pass(faster.forgottenAfter());
        assertThat(buckets.hasRoom(ONE, faster)).isTrue();
    }

    @Test
    void clear_limitsChangedAtAnyTimes_neverGivesMoreThanWasPut() {
        Random random = new Random(4);
        for (int round = 0; round < 2000; round++) {
            int put = 0;
            for (int i = random.nextInt(20); i >= 0; i--) {
                Limit limit = new Limit(1 + random.nextInt(50), 1 + random.nextInt(100_000));
                put += buckets.add(ONE, limit) ? 1 : 0;
                pass(Duration.ofMillis(random.nextInt(1000)));
                boolean unused = buckets.hasRoom(ONE, new Limit(1 + random.nextInt(50), 1 + random.nextInt(100_000)));
            }

            assertThat(buckets.clear(ONE, new Limit(50, 1 + random.nextInt(100_000))))
                    .as("round " + round)
                    .isLessThanOrEqualTo(put);
        }
    }

    @Test
    void size_everythingForgotten_isNothing() {
        int unused = added(ONE, 3);
        int unusedToo = added(OTHER, 1);
        assertThat(buckets.size()).isEqualTo(2);

        pass(STEP);
        assertThat(buckets.size()).isEqualTo(1);
        pass(STEP.multipliedBy(2));
        assertThat(buckets.size()).isZero();
    }

    @Test
    void size_manySources_isBounded() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(buckets.add(new Source(i, 6), LIMIT)).isTrue();
        }

        assertThat(buckets.size()).isLessThanOrEqualTo(100);
    }

    /** Against tokens that are counted one by one. */
    @Test
    void add_anyTimes_agreesWithABucketOfTokens() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Limit limit = new Limit(1 + random.nextInt(5), 1 + random.nextInt(120));
            long step = limit.forgottenAfter().toNanos();
            long full = limit.burst() * step;
            long tokens = full;
            Source source = new Source(seed, 0);
            for (int i = 0; i < 100; i++) {
                long elapsed = random.nextInt(4) == 0 ? (long) (random.nextDouble() * 3 * step) : 0;
                pass(Duration.ofNanos(elapsed));
                tokens = Math.min(full, tokens + elapsed);
                boolean expected = tokens >= step;
                tokens -= expected ? step : 0;
                assertThat(buckets.add(source, limit))
                        .as("seed %d, %s, attempt %d", seed, limit, i)
                        .isEqualTo(expected);
            }
        }
    }

    private int added(Source source, int attempts) {
        return (int) IntStream.range(0, attempts)
                .filter(i -> buckets.add(source, LIMIT))
                .count();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
