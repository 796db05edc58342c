/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.broker;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects measurements and shows each as it comes. */
final class Notebook {

    private final List<Measurement> measurements = new ArrayList<>();
    private final PrintStream progress;

    Notebook(PrintStream progress) {
        this.progress = progress;
    }

    void add(Measurement measurement) {
        measurements.add(measurement);
        progress.printf(
                Locale.ROOT,
                "%s | %s | round %d | %s | %,.0f%s%n",
                measurement.experiment(),
                measurement.load(),
                measurement.round(),
                measurement.system(),
                measurement.value(),
                measurement.p50() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT, " | p50 %,.0f us, p99 %,.0f us", measurement.p50(), measurement.p99()));
    }

    void say(String line) {
        progress.println(line);
    }

    List<Measurement> measurements() {
        return List.copyOf(measurements);
    }
}
