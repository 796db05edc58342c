/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes the figures of {@code docs/performance.md} anew out of the results that there are, and prints them. */
public final class Report {

    private static final String BASE = "allow-all extension";

    private final Path results;
    private final Path docs;
    private Page page;

    private Report(Path results, Path docs) throws IOException {
        this.results = results;
        this.docs = docs;
        this.page = new Page(Files.readString(docs.resolve("performance.md")));
    }

    /**
     * Writes them.
     *
     * @param arguments the folder with the results, and the folder {@code docs/}
     */
    public static void main(String[] arguments) throws IOException {
        Report report = new Report(Path.of(arguments[0]), Path.of(arguments[1]));
        report.decisions();
        report.others();
        report.brokers("publish", "messages/s", "Publish rate against " + BASE);
        report.brokers("fan-out", "deliveries/s", "Deliveries against " + BASE);
        report.brokers("connect", "connects/s", "Connects against " + BASE);
        report.memory();
        Files.writeString(report.docs.resolve("performance.md"), report.page.text());
    }

    private void decisions() throws IOException {
        Optional<Parts> parts = Parts.read(results.resolve("decisions.json"));
        if (parts.isPresent()) {
            DecisionSection publish = new DecisionSection("PublishDecision", "topics");
            DecisionSection subscribe = new DecisionSection("SubscribeDecision", "filters");
            place(
                    "publish-decisions",
                    "decisions",
                    publish.table(parts.get()),
                    plot("publish-decisions", publish.plot(parts.get(), "A publish decision")));
            place(
                    "subscribe-decisions",
                    "decisions",
                    subscribe.table(parts.get()),
                    plot("subscribe-decisions", subscribe.plot(parts.get(), "A subscribe decision")));
        }
    }

    private void others() throws IOException {
        Optional<Parts> parts = Parts.read(results.resolve("others.json"));
        if (parts.isPresent()) {
            Table table = new Table(List.of("benchmark", "parameters", "mean", "± (99.9 %)", "bytes allocated"));
            for (Parts.Result result : parts.get().results()) {
                table.row(
                        result.benchmark(),
                        result.parameters().isMissingNode() ? "" : plain(result),
                        Figures.of(result.score()) + " " + result.unit(),
                        Figures.of(result.error()),
                        result.allocated() < 1 ? "0" : Figures.of(result.allocated()));
            }
            place("others", "others", table.toString(), "");
        }
    }

    private static String plain(Parts.Result result) {
        return result.parameters()
                .toString()
                .replaceAll("[{}\"]", "")
                .replace(":", " ")
                .replace(",", ", ");
    }

    private void brokers(String experiment, String unit, String title) throws IOException {
        Optional<Brokers> brokers = Brokers.read(results.resolve(experiment + ".json"), BASE);
        if (brokers.isPresent()) {
            place(
                    experiment,
                    experiment,
                    brokers.get().table(unit),
                    plot(experiment, brokers.get().plot(title)));
        }
    }

    private void memory() throws IOException {
        Optional<Brokers> brokers = Brokers.read(results.resolve("memory.json"), BASE);
        if (brokers.isPresent()) {
            place("memory", "memory", brokers.get().differences("bytes a client"), "");
        }
    }

    private String plot(String name, String svg) throws IOException {
        Path folder = Files.createDirectories(docs.resolve("performance"));
        Files.writeString(folder.resolve(name + ".svg"), svg);
        return "![" + name + "](performance/" + name + ".svg)";
    }

    private void place(String name, String experiment, String table, String plot) throws IOException {
        String conditions = Conditions.kept(results, experiment)
                .map(text -> "Measured " + text + ".")
                .orElse("");
        page = page.with(name, table + "\n" + conditions + "\n\n" + plot);
        System.out.println("\n" + name + "\n\n" + table);
    }
}
