/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Looks into the heap of another JVM. */
final class Heap {

    private static final Pattern COLUMNS = Pattern.compile("\\s+");

    private Heap() {}

    /** How many bytes are reachable there, after a full collection. */
    static long live(long pid) throws IOException {
        String histogram = run("GC.class_histogram", pid);
        String total = histogram
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow(() -> new IOException("jcmd gave no histogram:\n" + histogram));
        return COLUMNS.splitAsStream(total.strip())
                .skip(2)
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    private static String run(String command, long pid) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
