/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.observed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What is seen for one file: loads what the file has from before, and writes it all again and again. Used by one thread, but
 * for {@link #seen}.
 */
final class ObservedJournal {

    private final Path file;
    private final InstantSource time;
    private final ObserverReports reports;
    private volatile SeenTraffic seen;
    private Instant since;
    private boolean loaded;
    private boolean failing;

    ObservedJournal(Path file, InstantSource time, ObserverReports reports) {
        this.file = file;
        this.time = time;
        this.reports = reports;
        this.since = time.instant();
        this.seen = new SeenTraffic(reports::bounded);
    }

    /** Where what clients do is noted. */
    SeenTraffic seen() {
        return seen;
    }

    /** Writes what has been seen so far. A file that cannot be read is left alone, and so is one that cannot be written. */
    void write() {
        try {
            load();
            ObservedFile.write(file, seen.observed(since, time.instant()));
            if (failing) {
                failing = false;
                reports.recovered("writing " + file.getFileName());
            }
        } catch (Throwable e) {
            if (!failing) {
                failing = true;
                reports.failing((loaded ? "writing " : "reading ") + file.getFileName(), e);
            }
        }
    }

    /** Who takes the file away begins a new period. */
    private void load() throws IOException {
        boolean exists = Files.exists(file);
        if (loaded && !exists && !failing) {
            since = time.instant();
            seen = new SeenTraffic(reports::bounded);
        }
        if (!loaded && exists) {
            Observed earlier = ObservedFile.read(file);
            seen.add(earlier);
            since = earlier.since().isBefore(since) ? earlier.since() : since;
        }
        loaded = true;
    }
}
