/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.audit.LogFiles;
import io.topicwarden.audit.LogRecord;
import io.topicwarden.audit.RecordReader;
import io.topicwarden.audit.findings.Criteria;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Goes through all files of a log once, oldest first. */
final class RecordScan {

    /** How many records pass between two looks at the clock. */
    private static final int LOOK_EVERY = 1 << 14;

    private static final Duration SILENCE = Duration.ofSeconds(1);

    private final Console console;
    private final Criteria criteria;
    private long junk;
    private long seen;
    private boolean told;

    RecordScan(Console console, Criteria criteria) {
        this.console = console;
        this.criteria = criteria;
    }

    /** Hands over every record that the criteria accept. */
    void run(LogFiles log, Consumer<LogRecord> consumer) throws ToolException {
        try {
            List<Path> files = log.since(criteria.since());
            long total = 0;
            for (Path file : files) {
                total += sizeOf(file);
            }
            scan(files, total, consumer);
        } catch (IOException e) {
            throw new ToolException(
                    ToolCode.UNREADABLE_LOG,
                    "the log cannot be read: " + e.getMessage(),
                    "check that you may read the folder; its files are readable by HiveMQ's group");
        } finally {
            endProgress();
        }
    }

    private void scan(List<Path> files, long total, Consumer<LogRecord> consumer) throws IOException {
        Instant begun = console.time().instant();
        long before = 0;
        for (Path file : files) {
            try (RecordReader reader = RecordReader.open(file)) {
                for (Optional<LogRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                    if (criteria.accepts(next.get())) {
                        consumer.accept(next.get());
                    }
                    if (++seen % LOOK_EVERY == 0) {
                        progress(begun, before + reader.bytesRead(), total);
                    }
                }
                before += reader.bytesRead();
                junk += reader.junk();
            } catch (NoSuchFileException deleted) {
                // rotated away while the others were read
            }
        }
    }

    private static long sizeOf(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private void progress(Instant begun, long done, long total) {
        if (console.terminal()
                && Duration.between(begun, console.time().instant()).compareTo(SILENCE) > 0) {
            told = true;
            console.err().printf("\rreading the log: %d%%", Math.min(100, 100 * done / Math.max(1, total)));
            console.err().flush();
        }
    }

    private void endProgress() {
        if (told) {
            console.err().print("\r\u001b[K");
            console.err().flush();
        }
    }

    /** Says how many lines were no records, if any. */
    void tellJunk() {
        if (junk > 0) {
            console.err()
                    .println("note: " + junk
                            + (junk == 1 ? " line is no record and was" : " lines are no records and were")
                            + " passed over");
        }
    }
}
