/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** Bars with their spread, one below the other, as SVG; a line marks 1. */
final class BarPlot {

    private static final int WIDTH = 720;
    private static final int LEFT = 390;
    private static final int RIGHT = 60;
    private static final int TOP = 40;
    private static final int ROW = 22;
    private static final String COLOUR = "#1b6ca8";

    private record Bar(String name, Spread spread) {}

    private final String title;
    private final List<Bar> bars = new ArrayList<>();

    BarPlot(String title) {
        this.title = title;
    }

    void bar(String name, Spread spread) {
        bars.add(new Bar(name, spread));
    }

    String toSvg() {
        int height = TOP + bars.size() * ROW + 20;
        double most = Math.max(
                1.1, bars.stream().mapToDouble(bar -> bar.spread().most()).max().orElse(1));
        double scale = (WIDTH - LEFT - RIGHT) / most;
        StringBuilder svg = new StringBuilder(Svg.begin(WIDTH, height, title));
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double y = TOP + i * ROW;
            double middle = y + 8;
            svg.append(Svg.text(LEFT - 8, y + 12, "end", bar.name()))
                    .append(Svg.box(LEFT, y, bar.spread().median() * scale, 16, COLOUR))
                    .append(Svg.line(
                            LEFT + bar.spread().least() * scale,
                            middle,
                            LEFT + bar.spread().most() * scale,
                            middle,
                            "#222222"))
                    .append(Svg.text(
                            LEFT + bar.spread().most() * scale + 6,
                            y + 12,
                            "start",
                            Figures.of(bar.spread().median())));
        }
        return svg.append(Svg.line(LEFT + scale, TOP - 6, LEFT + scale, height - 14, "#d1495b"))
                .append(Svg.END)
                .toString();
    }
}
