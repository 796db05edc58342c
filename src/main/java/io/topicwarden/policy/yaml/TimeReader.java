/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.TimeWindow;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code time} of a permission's {@code when}. */
final class TimeReader {

    private final Reading reading;
    private final Values values;

    TimeReader(Reading reading) {
        this.reading = reading;
        this.values = new Values(reading);
    }

    Optional<TimeWindow> read(Node.Entry entry) {
        Optional<Fields> fields = values.fields(entry, KeyTable.TIME);
        if (fields.isEmpty() || !isWhole(fields.get())) {
            return Optional.empty();
        }
        Fields time = fields.get();
        Optional<ZoneId> zone = time.find("zone").flatMap(key -> values.parsed(key.value(), Clocks::zone));
        Set<DayOfWeek> days = time.find("days").map(this::days).orElse(Set.of());
        if (!time.has("from")) {
            return zone.map(known -> new TimeWindow(days, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, known));
        }
        Optional<Integer> from = time.find("from").flatMap(key -> values.parsed(key.value(), Clocks::from));
        Optional<Integer> to = time.find("to").flatMap(key -> values.parsed(key.value(), Clocks::to));
        if (from.isEmpty() || to.isEmpty() || zone.isEmpty() || isNever(time, from.get(), to.get())) {
            return Optional.empty();
        }
        return Optional.of(new TimeWindow(days, Clocks.timeOf(from.get()), Clocks.timeOf(to.get()), zone.get()));
    }

    /** Whether it has both times, or days and none. */
    private boolean isWhole(Fields time) {
        if (time.has("from") != time.has("to")) {
            String missing = time.has("from") ? "to" : "from";
            reading.report(
                    Code.MISSING_KEY,
                    time.owner(),
                    "`" + missing + "` is missing in this time",
                    "`from` and `to` stand together; `to: 24:00` is the end of the day");
            return false;
        }
        if (!time.has("from") && !time.has("days")) {
            reading.report(
                    Code.MISSING_KEY, time.owner(), "`from` and `to` are missing in this time", "or name `days` alone");
            return false;
        }
        return true;
    }

    private boolean isNever(Fields time, int from, int to) {
        if (from != to) {
            return false;
        }
        time.find("to")
                .ifPresent(entry -> reading.report(
                        Code.BAD_TIME,
                        entry.value(),
                        "`from` and `to` are the same",
                        "leave both out for the whole day, and name the `days`"));
        return true;
    }

    private Set<DayOfWeek> days(Node.Entry entry) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        days.addAll(values.list(entry, item -> values.choice(item, Words.DAYS)));
        return days;
    }
}
