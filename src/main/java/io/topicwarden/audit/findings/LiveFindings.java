/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.findings;

import io.topicwarden.audit.LogFiles;
import io.topicwarden.audit.LogRecord;
import io.topicwarden.audit.RecordReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The findings of a log that is being written: what has been read once is not read again. Not thread-safe. */
public final class LiveFindings implements Closeable {

    private static final int MOST_ATTEMPTS = 3;

    private final LogFiles log;
    private final Criteria criteria;
    private final int newestKept;
    private Findings findings;
    private long junkBefore;
    private Optional<Object> key = Optional.empty();
    private @Nullable RecordReader reader;

    /** @param newestKept how many records are kept whole */
    public LiveFindings(LogFiles log, Criteria criteria, int newestKept) {
        this.log = log;
        this.criteria = criteria;
        this.newestKept = newestKept;
        this.findings = new Findings(newestKept);
    }

    /** Reads what has been written since; all of it where the log was rotated meanwhile. */
    public Findings refresh() throws IOException {
        RecordReader open = reader;
        if (open != null && key.equals(log.currentKey()) && Files.size(log.current()) >= open.bytesRead()) {
            drain(open);
            return findings;
        }
        for (int attempt = 1; attempt < MOST_ATTEMPTS && !readAll(); attempt++) {
            // rotated in this moment: once more
        }
        return findings;
    }

    /** How many lines were no records. */
    public long junk() {
        RecordReader open = reader;
        return junkBefore + (open == null ? 0 : open.junk());
    }

    /** Reads all files, and leaves the last one open; false if it was another one before. */
    private boolean readAll() throws IOException {
        close();
        findings = new Findings(newestKept);
        junkBefore = 0;
        key = log.currentKey();
        List<Path> files = log.since(criteria.since());
        for (Path file : files) {
            if (!file.equals(log.current())) {
                read(file);
            }
        }
        try {
            if (key.isPresent()) {
                RecordReader open = RecordReader.open(log.current());
                reader = open;
                drain(open);
            }
        } catch (NoSuchFileException gone) {
            return false;
        }
        return key.equals(log.currentKey());
    }

    private void read(Path file) throws IOException {
        try (RecordReader rotated = RecordReader.open(file)) {
            drain(rotated);
            junkBefore += rotated.junk();
        } catch (NoSuchFileException deleted) {
            // the oldest are deleted in time
        }
    }

    private void drain(RecordReader from) throws IOException {
        for (Optional<LogRecord> next = from.next(); next.isPresent(); next = from.next()) {
            if (criteria.accepts(next.get())) {
                findings.add(next.get());
            }
        }
    }

    @Override
    public void close() throws IOException {
        RecordReader open = reader;
        reader = null;
        if (open != null) {
            open.close();
        }
    }
}
