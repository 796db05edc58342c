/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads the records of one file, one after another, holding one at a time. What is not a record is passed over and counted; a
 * last line without its end is kept until the rest has been written. Not thread-safe.
 */
public final class RecordReader implements Closeable {

    private final LogLines lines;
    private long junk;

    private RecordReader(LogLines lines) {
        this.lines = lines;
    }

    /** Opens a file; it can be renamed or deleted while it is read. */
    public static RecordReader open(Path file) throws IOException {
        return new RecordReader(LogLines.open(file));
    }

    /** The next record; empty at the end of what has been written so far. */
    public Optional<LogRecord> next() throws IOException {
        for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
            Optional<LogRecord> record = lines.isOverlong() ? Optional.empty() : LogRecord.parse(line.get());
            if (record.isPresent()) {
                return record;
            }
            if (lines.isOverlong() || line.get().length > 0) {
                junk++;
            }
        }
        return Optional.empty();
    }

    /** How many lines so far were no records. */
    public long junk() {
        return junk;
    }

    /** How many bytes have been read so far. */
    public long bytesRead() {
        return lines.bytesRead();
    }

    /** Whether the file, at the end as it is now, stops in the middle of a line. */
    public boolean isTorn() {
        return lines.isTorn();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
