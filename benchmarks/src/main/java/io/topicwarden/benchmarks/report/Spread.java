/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.report;

import java.util.Collection;
import java.util.List;

/**
 * The middle and the ends of several figures.
 *
 * @param least the least
 * @param median the middle one, or the mean of the two in the middle
 * @param most the greatest
 */
record Spread(double least, double median, double most) {

    static Spread of(Collection<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("no figures");
        }
        int size = sorted.size();
        double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
        return new Spread(sorted.get(0), median, sorted.get(size - 1));
    }
}
