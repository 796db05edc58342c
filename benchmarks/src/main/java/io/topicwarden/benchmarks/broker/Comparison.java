/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.broker;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.topicwarden.benchmarks.report.Conditions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the whole-broker comparisons and leaves what was measured as JSON. */
public final class Comparison {

    private Comparison() {}

    /**
     * Runs them.
     *
     * @param arguments {@code quick} or {@code full}, the folder for the results, and which of {@code publish},
     *     {@code fan-out}, {@code connect} and {@code memory}, if not all
     */
    public static void main(String[] arguments) throws Exception {
        Profile profile = arguments[0].equals("quick") ? Profile.QUICK : Profile.FULL;
        Path results = Files.createDirectories(Path.of(arguments[1]));
        List<String> all = List.of(
                PublishRates.EXPERIMENT, FanOutRates.EXPERIMENT, ConnectRates.EXPERIMENT, MemoryPerClient.EXPERIMENT);
        for (String experiment : arguments.length > 2 ? List.of(arguments).subList(2, arguments.length) : all) {
            Notebook notebook = new Notebook(System.out);
            String begun = Conditions.now();
            run(experiment, profile, notebook);
            new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(results.resolve(experiment + ".json").toFile(), notebook.measurements());
            Conditions.keep(results, experiment, begun + ", " + versions());
        }
    }

    private static String versions() {
        return "HiveMQ CE 2025.5, " + (Mosquitto.isInstalled() ? Mosquitto.version() : "no Mosquitto");
    }

    private static void run(String experiment, Profile profile, Notebook notebook) throws Exception {
        switch (experiment) {
            case PublishRates.EXPERIMENT -> new PublishRates(profile, notebook).run();
            case FanOutRates.EXPERIMENT -> new FanOutRates(profile, notebook).run();
            case ConnectRates.EXPERIMENT -> new ConnectRates(profile, notebook).run();
            case MemoryPerClient.EXPERIMENT -> new MemoryPerClient(profile, notebook).run();
            default -> throw new IllegalArgumentException("there is no experiment `" + experiment + "`");
        }
    }
}
