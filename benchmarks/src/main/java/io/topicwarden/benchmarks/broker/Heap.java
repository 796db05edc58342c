/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is reachable in the heap of another JVM.
 *
 * @param bytes by the name of the class
 */
record Heap(Map<String, Long> bytes) {

    /** A line of the histogram: number, instances, bytes, class. */
    private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(\\S+).*");

    /** Growth of a class. */
    record Growth(String name, long bytes) {}

    /** Looks, after a full collection. */
    static Heap of(long pid) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String histogram = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, Long> bytes = new HashMap<>();
        histogram.lines().map(LINE::matcher).filter(Matcher::matches).forEach(line -> {
            Long unused = bytes.merge(line.group(2), Long.parseLong(line.group(1)), Long::sum);
        });
        if (bytes.isEmpty()) {
            throw new IOException("jcmd gave no histogram:\n" + histogram);
        }
        return new Heap(bytes);
    }

    long total() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The classes that have grown most since, those first. */
    List<Growth> since(Heap before) {
        return bytes.entrySet().stream()
                .map(entry -> new Growth(
                        entry.getKey(), entry.getValue() - before.bytes().getOrDefault(entry.getKey(), 0L)))
                .sorted(Comparator.comparingLong(Growth::bytes).reversed())
                .toList();
    }
}
