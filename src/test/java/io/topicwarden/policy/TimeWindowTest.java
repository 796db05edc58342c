/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** 2026-06-01 is a Monday. */
class TimeWindowTest {

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final LocalTime EIGHT = LocalTime.of(8, 0);
    private static final LocalTime TWENTY_TWO = LocalTime.of(22, 0);

    private static boolean contains(TimeWindow window, String instant) {
        return window.contains(Instant.parse(instant));
    }

    @Test
    void contains_withinTheDay_beginInsideEndOutside() {
        TimeWindow window = new TimeWindow(Set.of(), EIGHT, TWENTY_TWO, UTC);
        assertThat(contains(window, "2026-06-01T07:59:59.999Z")).isFalse();
        assertThat(contains(window, "2026-06-01T08:00:00Z")).isTrue();
        assertThat(contains(window, "2026-06-01T21:59:59.999Z")).isTrue();
        assertThat(contains(window, "2026-06-01T22:00:00Z")).isFalse();
    }

    @Test
    void contains_otherDay_false() {
        TimeWindow window = new TimeWindow(Set.of(DayOfWeek.MONDAY), EIGHT, TWENTY_TWO, UTC);
        assertThat(contains(window, "2026-06-01T12:00:00Z")).isTrue();
        assertThat(contains(window, "2026-06-02T12:00:00Z")).isFalse();
    }

    @Test
    void contains_overMidnight_belongsToTheDayItBegins() {
        TimeWindow window = new TimeWindow(Set.of(DayOfWeek.MONDAY), TWENTY_TWO, EIGHT, UTC);
        assertThat(contains(window, "2026-06-01T07:00:00Z")).isFalse();
        assertThat(contains(window, "2026-06-01T22:00:00Z")).isTrue();
        assertThat(contains(window, "2026-06-02T07:59:59Z")).isTrue();
        assertThat(contains(window, "2026-06-02T08:00:00Z")).isFalse();
        assertThat(contains(window, "2026-06-02T22:00:00Z")).isFalse();
    }

    @Test
    void contains_toMidnight_isTheRestOfTheDay() {
        TimeWindow window = new TimeWindow(Set.of(DayOfWeek.MONDAY), TWENTY_TWO, LocalTime.MIDNIGHT, UTC);
        assertThat(contains(window, "2026-06-01T23:59:59Z")).isTrue();
        assertThat(contains(window, "2026-06-02T00:00:00Z")).isFalse();
    }

    @Test
    void contains_equalTimes_isTheWholeDay() {
        TimeWindow window = new TimeWindow(Set.of(DayOfWeek.MONDAY), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, UTC);
        assertThat(contains(window, "2026-06-01T00:00:00Z")).isTrue();
        assertThat(contains(window, "2026-06-01T23:59:59Z")).isTrue();
        assertThat(contains(window, "2026-06-02T00:00:00Z")).isFalse();
        assertThat(contains(window, "2026-05-31T23:59:59Z")).isFalse();
    }

    @Test
    void contains_summerTime_followsTheZonesClocks() {
        TimeWindow window = new TimeWindow(Set.of(), EIGHT, TWENTY_TWO, ZoneId.of("Europe/Brussels"));
        assertThat(contains(window, "2026-06-01T06:00:00Z")).isTrue();
        assertThat(contains(window, "2026-01-05T06:30:00Z")).isFalse();
        assertThat(contains(window, "2026-01-05T07:00:00Z")).isTrue();
    }
}
