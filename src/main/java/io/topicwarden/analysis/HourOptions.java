/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.TimeWindow;
import io.topicwarden.policy.When;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The instants worth trying: now, and one for every set of time windows that are open together at some hour of the week that
 * follows. Windows of different zones are looked at in four weeks of the year, since clocks are not changed everywhere at once.
 */
final class HourOptions {

    private static final int MOST_WINDOWS = 100;
    private static final int WEEK = 7;
    /** Later than this there are hardly any days left. */
    private static final Instant LAST = Instant.parse("+999999990-01-01T00:00:00Z");

    private static final int[] WEEKS_OF_THE_YEAR = {0, 13, 26, 39};

    private final List<Instant> instants;
    private final boolean exhaustive;

    HourOptions(List<When> demands, Surroundings surroundings, Instant now) {
        Set<TimeWindow> windows = new LinkedHashSet<>();
        demands.forEach(when -> when.time().ifPresent(windows::add));
        windows.addAll(surroundings.windows());
        this.exhaustive = windows.isEmpty() || (windows.size() <= MOST_WINDOWS && now.isBefore(LAST));
        List<TimeWindow> few =
                windows.stream().limit(now.isBefore(LAST) ? MOST_WINDOWS : 0).toList();
        Map<BitSet, Instant> cells = new LinkedHashMap<>();
        for (Instant instant : starts(few, now)) {
            if (demands.stream()
                    .allMatch(when -> when.time().isEmpty() || when.time().get().contains(instant))) {
                cells.putIfAbsent(cell(instant, few), instant);
            }
        }
        this.instants = List.copyOf(cells.values());
    }

    private static List<Instant> starts(List<TimeWindow> windows, Instant now) {
        Set<Instant> starts = new TreeSet<>();
        Set<ZoneId> zones = new LinkedHashSet<>();
        windows.forEach(window -> zones.add(window.zone()));
        for (TimeWindow window : windows) {
            LocalDate today = now.atZone(window.zone()).toLocalDate();
            for (int week : WEEKS_OF_THE_YEAR) {
                for (int day = 0; day <= WEEK && (week == 0 || zones.size() > 1); day++) {
                    LocalDate date = today.plusWeeks(week).plusDays(day);
                    for (LocalTime time : List.of(window.from(), window.to(), LocalTime.MIN)) {
                        starts.add(date.atTime(time).atZone(window.zone()).toInstant());
                    }
                }
            }
        }
        List<Instant> ordered = new ArrayList<>(List.of(now));
        starts.removeIf(start -> !start.isAfter(now));
        ordered.addAll(starts);
        return ordered;
    }

    private static BitSet cell(Instant instant, List<TimeWindow> windows) {
        BitSet cell = new BitSet();
        for (int i = 0; i < windows.size(); i++) {
            cell.set(i, windows.get(i).contains(instant));
        }
        return cell;
    }

    List<Instant> instants() {
        return instants;
    }

    boolean isExhaustive() {
        return exhaustive;
    }
}
