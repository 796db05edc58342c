/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Under what conditions something was measured: kept beside the results, shown below the table. */
public final class Conditions {

    private static final Path LOAD = Path.of("/proc/loadavg");
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Conditions() {}

    /** The machine, the JDK and the load, as they are now. */
    public static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS) + ", "
                + Runtime.getRuntime().availableProcessors() + " cores" + processor() + ", JDK "
                + System.getProperty("java.vm.version") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + ", load average " + load();
    }

    /** The load averages over 1, 5 and 15 minutes. */
    static String load() {
        try {
            String[] fields = Files.readString(LOAD).strip().split(" ", 4);
            return fields[0] + " " + fields[1] + " " + fields[2];
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String processor() {
        try {
            return Files.readAllLines(PROCESSORS).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> " of " + line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /** Keeps the conditions under which an experiment began, and the load at its end, beside its results. */
    public static void keep(Path results, String experiment, String begun) throws IOException {
        Files.writeString(file(results, experiment), begun + "; at the end " + load());
    }

    static Optional<String> kept(Path results, String experiment) throws IOException {
        Path file = file(results, experiment);
        return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }

    private static Path file(Path results, String experiment) {
        return results.resolve(experiment + ".conditions.txt");
    }
}
