/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.analysis.DifferencePlaces;
import io.topicwarden.analysis.DifferenceText;
import io.topicwarden.analysis.DifferenceText.Line;
import io.topicwarden.analysis.PolicyComparison;
import io.topicwarden.analysis.PolicyDifference;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.yaml.ShownText;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the broker's log what a policy that has come in force means, compared with the one before: what {@code topicwarden diff}
 * prints. It comes after the change, on a thread of its own, and gives up for a newer change.
 */
final class ChangeSummary implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeSummary.class);

    /** A second or so of one core. */
    private static final long DECISIONS = 500_000;

    private static final int MOST_LINES = 60;

    private static final DifferencePlaces PLACES = new DifferencePlaces("before: ", "");

    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "topicwarden-change-summary");
        thread.setDaemon(true);
        return thread;
    });

    private Future<?> running = executor.submit(() -> {});

    /** Begins to work it out. */
    synchronized void tell(Policy before, Policy after, Instant now) {
        running.cancel(true);
        if (before.equals(after)) {
            return;
        }
        running = executor.submit(() -> log(before, after, now));
    }

    private static void log(Policy before, Policy after, Instant now) {
        try {
            PolicyDifference difference = PolicyComparison.between(before, after, now, DECISIONS);
            if (!Thread.currentThread().isInterrupted()) {
                LOG.info("What the change of the policy means:{}", text(difference));
            }
        } catch (Throwable t) { // the change is in force whether it can be described or not
            LOG.warn("The change of the policy could not be described", t);
        }
    }

    /** Some of the lines, and always how much there is in all. */
    static String text(PolicyDifference difference) {
        List<Line> lines = DifferenceText.of(difference, PLACES).stream()
                .filter(line -> line.kind() != DifferenceText.Kind.GAP)
                .toList();
        List<String> shown = lines.stream()
                .filter(line -> line.kind() != DifferenceText.Kind.SUMMARY)
                .limit(MOST_LINES)
                .map(line -> ShownText.of(line.text()))
                .collect(Collectors.toList());
        long left = lines.stream()
                        .filter(line -> line.kind() != DifferenceText.Kind.SUMMARY)
                        .count()
                - shown.size();
        if (left > 0) {
            shown.add("... " + left + " more lines: see topicwarden diff");
        }
        lines.stream()
                .filter(line -> line.kind() == DifferenceText.Kind.SUMMARY)
                .map(line -> ShownText.of(line.text()))
                .forEach(shown::add);
        return "\n" + String.join("\n", shown);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
