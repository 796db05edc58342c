/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table in Markdown: the first column is text, the others are figures. */
final class Table {

    private final StringBuilder text = new StringBuilder();

    Table(List<String> heads) {
        row(heads);
        List<String> rule = new ArrayList<>();
        for (int i = 0; i < heads.size(); i++) {
            rule.add(i == 0 ? "---" : "---:");
        }
        row(rule);
    }

    Table row(String... cells) {
        return row(Arrays.asList(cells));
    }

    Table row(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
