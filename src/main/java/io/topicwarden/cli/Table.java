/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.policy.yaml.ShownText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Lines of texts in columns. Whatever the texts hold, a cell shows nothing but visible characters. */
final class Table {

    private static final int GAP = 2;
    private static final int LEAST = 6;

    private final Set<Integer> right;
    private final List<String[]> lines = new ArrayList<>();

    /**
     * A table with its headings.
     *
     * @param right the columns whose texts stand at their right, counted from 0
     */
    Table(Set<Integer> right, String... headings) {
        this.right = Set.copyOf(right);
        lines.add(headings);
    }

    void add(String... cells) {
        lines.add(Arrays.stream(cells).map(ShownText::of).toArray(String[]::new));
    }

    /** Prints it; on a terminal no wider than that is, by cutting the widest cells. */
    void print(Console console) {
        int[] widths = widths();
        if (console.terminal()) {
            narrow(widths, console.width());
        }
        for (String[] line : lines) {
            String text = line(line, widths).stripTrailing();
            console.out().println(line == lines.get(0) ? Paint.BOLD.on(console, text) : text);
        }
    }

    private int[] widths() {
        int[] widths = new int[lines.get(0).length];
        for (String[] line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], length(line[i]));
            }
        }
        return widths;
    }

    private static void narrow(int[] widths, int available) {
        int total = Arrays.stream(widths).sum() + GAP * (widths.length - 1);
        while (total > available) {
            int widest = 0;
            for (int i = 0; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= LEAST) {
                return;
            }
            widths[widest]--;
            total--;
        }
    }

    private String line(String[] cells, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            String cell = cut(cells[i], widths[i]);
            String padding = " ".repeat(widths[i] - length(cell));
            text.append(right.contains(i) ? padding + cell : cell + padding);
            text.append(" ".repeat(GAP));
        }
        return text.toString();
    }

    private static String cut(String cell, int width) {
        return length(cell) <= width ? cell : cell.substring(0, cell.offsetByCodePoints(0, width - 1)) + "…";
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
