/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines over a logarithmic axis, as SVG. */
final class LinePlot {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 360;
    private static final int LEFT = 70;
    private static final int RIGHT = 190;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final List<String> COLOURS =
            List.of("#1b6ca8", "#d1495b", "#3a7d44", "#e09f3e", "#6a4c93", "#555555", "#00798c", "#a44a3f");

    /** A point of a line. */
    record Point(double x, double y) {}

    private record Line(String name, List<Point> points) {}

    private final String title;
    private final String unit;
    private final List<Line> lines = new ArrayList<>();

    LinePlot(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    void line(String name, List<Point> points) {
        if (!points.isEmpty()) {
            lines.add(new Line(name, points));
        }
    }

    String toSvg() {
        StringBuilder svg = new StringBuilder(Svg.begin(WIDTH, HEIGHT, title));
        double top = lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(Point::y)
                .max()
                .orElse(1);
        for (int i = 0; i <= 4; i++) {
            double value = top * i / 4;
            svg.append(Svg.line(LEFT, y(value, top), WIDTH - RIGHT, y(value, top), "#dddddd"))
                    .append(Svg.text(LEFT - 8, y(value, top) + 4, "end", Figures.of(value)));
        }
        lines.stream()
                .flatMap(line -> line.points().stream())
                .map(Point::x)
                .distinct()
                .forEach(x -> svg.append(
                        Svg.text(x(x), HEIGHT - BOTTOM + 18, "middle", String.format(Locale.ROOT, "%,.0f", x))));
        for (int i = 0; i < lines.size(); i++) {
            append(svg, lines.get(i), i, top);
        }
        return svg.append(Svg.text(LEFT, HEIGHT - 8, "start", "permissions; " + unit))
                .append(Svg.END)
                .toString();
    }

    private void append(StringBuilder svg, Line line, int number, double top) {
        String colour = COLOURS.get(number % COLOURS.size());
        StringBuilder path = new StringBuilder();
        for (Point point : line.points()) {
            path.append(path.isEmpty() ? "M" : "L")
                    .append(Svg.number(x(point.x())))
                    .append(' ')
                    .append(Svg.number(y(point.y(), top)));
        }
        svg.append("<path d=\"" + path + "\" fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"2\"/>\n")
                .append(Svg.box(WIDTH - RIGHT + 12, TOP + number * 20 - 9, 10, 10, colour))
                .append(Svg.text(WIDTH - RIGHT + 28, TOP + number * 20, "start", line.name()));
    }

    private double x(double value) {
        double least = Math.log10(extreme(true));
        double range = Math.max(1e-9, Math.log10(extreme(false)) - least);
        return LEFT + (Math.log10(value) - least) / range * (WIDTH - LEFT - RIGHT - 20) + 10;
    }

    private double extreme(boolean least) {
        var values = lines.stream().flatMap(line -> line.points().stream()).mapToDouble(Point::x);
        return (least ? values.min() : values.max()).orElse(1);
    }

    private static double y(double value, double top) {
        return HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM);
    }
}
