/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.report;

import io.topicwarden.audit.findings.Counts;
import io.topicwarden.audit.findings.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Bars over time, a part for each reason, as SVG; with a table of the same for whoever does not see them. */
final class Plot {

    private static final int WIDTH = 960;
    private static final int HEIGHT = 240;
    private static final int LEFT = 56;
    private static final int BOTTOM = 24;
    private static final int TOP = 8;

    /** How many reasons have a colour of their own; the style sheet has as many. */
    private static final int COLOURS = 8;

    private final Timeline.Series series;
    private final List<String> reasons;
    private final long highest;

    Plot(Timeline.Series series) {
        this.series = series;
        this.reasons = series.counts().keySet().stream()
                .sorted(Comparator.<String>comparingLong(series::sum)
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        long most = 1;
        for (int i = 0; i < series.begins().size(); i++) {
            most = Math.max(most, Counts.sum(column(i)));
        }
        this.highest = most;
    }

    void draw(Markup page) {
        if (series.begins().isEmpty()) {
            page.raw("<p>Nothing was refused.</p>\n");
            return;
        }
        legend(page);
        bars(page);
        table(page);
    }

    private List<Long> column(int bucket) {
        List<Long> column = new ArrayList<>();
        reasons.forEach(reason ->
                column.add(series.counts().getOrDefault(reason, List.of()).get(bucket)));
        return column;
    }

    private void legend(Markup page) {
        page.raw("<ul class=\"legend\">\n");
        for (int i = 0; i < reasons.size(); i++) {
            page.raw(
                            "<li><svg width=\"12\" height=\"12\" aria-hidden=\"true\"><rect width=\"12\" height=\"12\" class=\"r"
                                    + colour(i) + "\"/></svg> ")
                    .text(reasons.get(i))
                    .raw(" " + series.sum(reasons.get(i)) + "</li>\n");
        }
        page.raw("</ul>\n");
    }

    private void bars(Markup page) {
        page.raw("<svg class=\"plot\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT
                + "\" role=\"img\" aria-label=\"Refusals over time by reason; the table below has the same\">\n");
        double width = (double) (WIDTH - LEFT) / series.begins().size();
        for (int i = 0; i < series.begins().size(); i++) {
            stack(page, i, LEFT + i * width, Math.max(0.5, width - 1));
        }
        String base = number(HEIGHT - BOTTOM);
        page.raw("<line class=\"axis\" x1=\"" + LEFT + "\" x2=\"" + WIDTH + "\" y1=\"" + base + "\" y2=\"" + base
                + "\"/>\n");
        label(page, LEFT - 6, TOP + 10, "end", Long.toString(highest));
        label(page, LEFT - 6, HEIGHT - BOTTOM, "end", "0");
        label(page, LEFT, HEIGHT - 6, "start", Subtitle.time(series.begins().get(0)));
        label(
                page,
                WIDTH,
                HEIGHT - 6,
                "end",
                Subtitle.time(series.begins().get(series.begins().size() - 1).plus(series.bucket())));
        page.raw("</svg>\n<p class=\"note\">A bar for " + Subtitle.span(series.bucket()) + ", UTC.</p>\n");
    }

    private void stack(Markup page, int bucket, double x, double width) {
        double room = HEIGHT - BOTTOM - TOP;
        double y = HEIGHT - BOTTOM;
        List<Long> column = column(bucket);
        for (int i = 0; i < column.size(); i++) {
            double height = room * column.get(i) / highest;
            if (height > 0) {
                y -= height;
                page.raw("<rect class=\"r" + colour(i) + "\" x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\""
                        + number(width) + "\" height=\"" + number(height) + "\"><title>"
                        + Subtitle.time(series.begins().get(bucket)) + " " + Markup.escaped(reasons.get(i)) + ": "
                        + column.get(i) + "</title></rect>\n");
            }
        }
    }

    private static void label(Markup page, int x, int y, String anchor, String text) {
        page.raw("<text x=\"" + x + "\" y=\"" + y + "\" text-anchor=\"" + anchor + "\">" + text + "</text>\n");
    }

    private void table(Markup page) {
        page.raw(
                "<details><summary>The same as a table</summary>\n<table>\n<thead><tr><th scope=\"col\">from (UTC)</th>");
        reasons.forEach(reason ->
                page.raw("<th scope=\"col\" class=\"n\">").text(reason).raw("</th>"));
        page.raw("</tr></thead>\n<tbody>\n");
        for (int i = 0; i < series.begins().size(); i++) {
            page.raw("<tr><th scope=\"row\">" + Subtitle.time(series.begins().get(i)) + "</th>");
            column(i).forEach(count -> page.raw("<td class=\"n\">" + count + "</td>"));
            page.raw("</tr>\n");
        }
        page.raw("</tbody></table></details>\n");
    }

    private static int colour(int reason) {
        return Math.min(reason, COLOURS - 1);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
