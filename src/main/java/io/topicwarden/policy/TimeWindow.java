/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * Hours of the week. {@code from} is inside, {@code to} is not; equal ones mean the whole day. A window that ends before
 * it begins runs over midnight and belongs to the day on which it begins.
 *
 * @param days the days on which a window begins; empty means every day
 * @param from the start, by the clocks of {@code zone}
 * @param to the end
 * @param zone whose clocks
 */
public record TimeWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {

    public TimeWindow {
        days = Set.copyOf(days);
    }

    /** Whether the instant lies inside. */
    public boolean contains(Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        LocalTime time = local.toLocalTime();
        DayOfWeek today = local.getDayOfWeek();
        if (from.isBefore(to)) {
            return on(today) && !time.isBefore(from) && time.isBefore(to);
        }
        if (!time.isBefore(from)) {
            return on(today);
        }
        return time.isBefore(to) && on(today.minus(1));
    }

    private boolean on(DayOfWeek day) {
        return days.isEmpty() || days.contains(day);
    }
}
