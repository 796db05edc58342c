/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.topicwarden.benchmarks.broker.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was measured of whole brokers in one experiment, seen against one of them, round by round.
 *
 * @param measurements all of them
 * @param base the system that the others are divided by
 */
record Brokers(List<Measurement> measurements, String base) {

    /** A load and a system. */
    record Key(String load, String system) {}

    static Optional<Brokers> read(Path file, String base) throws IOException {
        return Files.exists(file)
                ? Optional.of(new Brokers(
                        Arrays.asList(new ObjectMapper().readValue(file.toFile(), Measurement[].class)), base))
                : Optional.empty();
    }

    /** For each load and system its figure, its ratio to the base and, where there are any, its latencies. */
    String table(String unit) {
        boolean latencies = measurements.stream().anyMatch(one -> one.p50() > 0);
        List<String> heads = new ArrayList<>(List.of("load", "system", unit, "ratio (least to most)"));
        if (latencies) {
            heads.addAll(List.of("p50 µs", "p99 µs"));
        }
        Table table = new Table(heads);
        for (Key key : keys()) {
            List<Measurement> mine = of(key);
            List<String> cells = new ArrayList<>(List.of(
                    key.load(), key.system(), Figures.of(spread(mine, Measurement::value)), Figures.ratio(ratio(key))));
            if (latencies) {
                cells.add(Figures.of(spread(mine, Measurement::p50)));
                cells.add(Figures.of(spread(mine, Measurement::p99)));
            }
            table.row(cells);
        }
        return table.toString();
    }

    /** How much more than the base each has, in the same round. */
    String differences(String unit) {
        Table table = new Table(List.of("load", "system", unit, "more than " + base));
        for (Key key : keys()) {
            double value = spread(of(key), Measurement::value);
            double more = value - spread(of(new Key(key.load(), base)), Measurement::value);
            table.row(key.load(), key.system(), Figures.of(value), key.system().equals(base) ? "" : Figures.of(more));
        }
        return table.toString();
    }

    String plot(String title) {
        BarPlot plot = new BarPlot(title);
        for (Key key : keys()) {
            if (!key.system().equals(base)) {
                plot.bar(key.system() + ": " + key.load(), ratio(key));
            }
        }
        return plot.toSvg();
    }

    private interface Figure {
        double of(Measurement measurement);
    }

    private static double spread(List<Measurement> measurements, Figure figure) {
        return Spread.of(measurements.stream().map(figure::of).toList()).median();
    }

    private Spread ratio(Key key) {
        Map<Integer, Double> byRound = of(new Key(key.load(), base)).stream()
                .collect(Collectors.toMap(Measurement::round, Measurement::value, (a, b) -> a, LinkedHashMap::new));
        return Spread.of(of(key).stream()
                .map(one -> one.value() / byRound.getOrDefault(one.round(), one.value()))
                .toList());
    }

    private Set<Key> keys() {
        Set<String> systems = new LinkedHashSet<>(List.of(base));
        measurements.stream().map(Measurement::system).sorted().forEach(systems::add);
        Set<Key> keys = new LinkedHashSet<>();
        measurements.stream().map(Measurement::load).distinct().forEach(load -> systems.stream()
                .map(system -> new Key(load, system))
                .filter(key -> !of(key).isEmpty())
                .forEach(keys::add));
        return keys;
    }

    private List<Measurement> of(Key key) {
        return measurements.stream()
                .filter(one -> one.load().equals(key.load()) && one.system().equals(key.system()))
                .toList();
    }
}
