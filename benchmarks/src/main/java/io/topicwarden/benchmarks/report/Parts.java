/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What JMH left.
 *
 * @param results one for each benchmark and set of parameters
 */
record Parts(List<Result> results) {

    /**
     * One of them.
     *
     * @param benchmark class and method
     * @param parameters as JMH writes them
     * @param score the mean, in {@code unit}
     * @param error half of its 99.9 % interval of confidence, 0 if unknown
     * @param unit such as {@code ns/op}
     * @param allocated bytes an operation
     */
    record Result(String benchmark, JsonNode parameters, double score, double error, String unit, double allocated) {

        String parameter(String name) {
            return parameters.path(name).asText();
        }
    }

    /** Reads a file; nothing if it is not there. */
    static Optional<Parts> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<Result> results = new ArrayList<>();
        for (JsonNode node : new ObjectMapper().readTree(file.toFile())) {
            results.add(result(node));
        }
        return Optional.of(new Parts(results));
    }

    private static Result result(JsonNode node) {
        String name = node.path("benchmark").asText();
        JsonNode metric = node.path("primaryMetric");
        JsonNode secondary = node.path("secondaryMetrics");
        JsonNode allocated = secondary.has("gc.alloc.rate.norm")
                ? secondary.path("gc.alloc.rate.norm")
                : secondary.path("\u00b7gc.alloc.rate.norm");
        return new Result(
                name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
                node.path("params"),
                metric.path("score").asDouble(),
                metric.path("scoreError").asDouble(0),
                metric.path("scoreUnit").asText(),
                allocated.path("score").asDouble(0));
    }
}
