/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one kind of decision costs, by size and shape of the policy.
 *
 * @param benchmark the class of the benchmark
 * @param asked its parameter that tells hot from cold
 */
record DecisionSection(String benchmark, String asked) {

    /** Sizes across, shapes down; in each cell nanoseconds. */
    String table(Parts parts) {
        List<String> sizes = parts.results().stream()
                .filter(this::isMine)
                .map(result -> result.parameter("permissions"))
                .distinct()
                .toList();
        List<String> heads = new ArrayList<>(List.of("policy, " + asked));
        sizes.forEach(size -> heads.add(String.format("%,d", Integer.parseInt(size))));
        Table table = new Table(heads);
        rows(parts).forEach((name, results) -> {
            List<String> cells = new ArrayList<>(List.of(name));
            sizes.forEach(size -> cells.add(results.stream()
                    .filter(result -> result.parameter("permissions").equals(size))
                    .map(DecisionSection::cell)
                    .findFirst()
                    .orElse("")));
            table.row(cells);
        });
        return table.toString();
    }

    private static String cell(Parts.Result result) {
        String bytes = result.allocated() < 1 ? "0" : Figures.of(result.allocated());
        return Figures.of(result.score()) + " ns, " + bytes + " B";
    }

    String plot(Parts parts, String title) {
        LinePlot plot = new LinePlot(title, "nanoseconds a decision");
        rows(parts).forEach((name, results) -> {
            if (!name.endsWith("miss")) {
                plot.line(
                        name,
                        results.stream()
                                .map(result -> new LinePlot.Point(
                                        Double.parseDouble(result.parameter("permissions")), result.score()))
                                .toList());
            }
        });
        return plot.toSvg();
    }

    private Map<String, List<Parts.Result>> rows(Parts parts) {
        Map<String, List<Parts.Result>> rows = new LinkedHashMap<>();
        parts.results().stream().filter(this::isMine).forEach(result -> rows.computeIfAbsent(
                        result.parameter("shape") + ", " + result.parameter(asked), name -> new ArrayList<>())
                .add(result));
        return rows;
    }

    private boolean isMine(Parts.Result result) {
        return result.benchmark().startsWith(benchmark + ".");
    }
}
