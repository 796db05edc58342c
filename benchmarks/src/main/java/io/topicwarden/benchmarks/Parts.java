/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks;

import io.topicwarden.benchmarks.report.Conditions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the JMH benchmarks, a quick selection or all, and leaves their results as JSON. */
public final class Parts {

    private static final String DECISIONS = "PublishDecision|SubscribeDecision";
    private static final String OTHERS =
            "AdversarialSubscription|DecisionDuringReload|PublishThroughClient|PolicyLoading|DenialLogging|Connecting";

    private Parts() {}

    /**
     * Runs them.
     *
     * @param arguments {@code quick} or {@code full}, the folder for the results, and which benchmarks, as a regular
     *     expression, if not all
     */
    public static void main(String[] arguments) throws Exception {
        boolean quick = arguments[0].equals("quick");
        Path results = Files.createDirectories(Path.of(arguments[1]));
        String begun = Conditions.now();
        if (arguments.length > 2) {
            run(common(quick).include(arguments[2]), results.resolve("selected.json"));
            return;
        }
        run(quick ? few(common(true).include(DECISIONS)) : common(false).include(DECISIONS), decisions(results));
        Conditions.keep(results, "decisions", begun);
        begun = Conditions.now();
        run(common(quick).include(OTHERS), results.resolve("others.json"));
        Conditions.keep(results, "others", begun);
    }

    private static Path decisions(Path results) {
        return results.resolve("decisions.json");
    }

    private static ChainedOptionsBuilder common(boolean quick) {
        return new OptionsBuilder()
                .forks(1)
                .warmupTime(TimeValue.milliseconds(quick ? 500 : 1000))
                .warmupIterations(quick ? 3 : 5)
                .measurementTime(TimeValue.milliseconds(quick ? 300 : 1000))
                .measurementIterations(5)
                .timeout(TimeValue.minutes(5))
                .jvmArgsAppend("-Xms2g", "-Xmx6g", "-XX:+UseParallelGC")
                .addProfiler(GCProfiler.class);
    }

    /** The sizes that design figures speak of, and a policy of exact topics beside a mixed one. */
    private static ChainedOptionsBuilder few(ChainedOptionsBuilder options) {
        return options.param("permissions", "20", "1000", "100000")
                .param("shape", "exact", "base")
                .param("topics", "hot", "cold")
                .param("filters", "hot", "cold");
    }

    private static void run(ChainedOptionsBuilder options, Path json) throws Exception {
        new Runner(options.resultFormat(ResultFormatType.JSON)
                        .result(json.toString())
                        .build())
                .run();
    }
}
