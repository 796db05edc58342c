/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.report;

import java.util.Locale;

/** Numbers as people read them. */
final class Figures {

    private Figures() {}

    /** Three digits that count, thousands apart. */
    static String of(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    static String ratio(Spread ratio) {
        return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", ratio.median(), ratio.least(), ratio.most());
    }
}
