/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the records of one file, one after another, holding one at a time. What is not a record is passed over and counted; a
 * last line without its end is kept until the rest has been written. Not thread-safe.
 */
public final class RecordReader implements Closeable {

    private static final int BLOCK = 1 << 18;

    /** Longer than any line that the log writes; what is longer is no record. */
    private static final int LONGEST_LINE = 1 << 20;

    private final InputStream in;
    private byte[] bytes = new byte[BLOCK];
    private int start;
    private int end;
    private int searched;
    private boolean overlong;
    private long junk;
    private long bytesRead;

    private RecordReader(InputStream in) {
        this.in = in;
    }

    /** Opens a file; it can be renamed or deleted while it is read. */
    public static RecordReader open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("`" + file.getFileName() + "` is not a file");
        }
        return new RecordReader(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
    }

    /** The next record; empty at the end of what has been written so far. */
    public Optional<LogRecord> next() throws IOException {
        while (true) {
            int newline = newline();
            if (newline < 0 && !fill()) {
                return Optional.empty();
            }
            if (newline >= 0) {
                Optional<LogRecord> record = record(newline);
                if (record.isPresent()) {
                    return record;
                }
            }
        }
    }

    /** How many lines so far were no records. */
    public long junk() {
        return junk;
    }

    /** How many bytes have been read so far. */
    public long bytesRead() {
        return bytesRead;
    }

    /** Whether the file, at the end as it is now, stops in the middle of a line. */
    public boolean isTorn() {
        return end > start;
    }

    private Optional<LogRecord> record(int newline) {
        byte[] line = Arrays.copyOfRange(bytes, start, newline);
        start = newline + 1;
        searched = start;
        Optional<LogRecord> record = overlong ? Optional.empty() : LogRecord.parse(line);
        if (record.isEmpty() && (overlong || line.length > 0)) {
            junk++;
        }
        overlong = false;
        return record;
    }

    private int newline() {
        for (int i = searched; i < end; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        searched = end;
        return -1;
    }

    /** Reads more behind what is left of a line. */
    private boolean fill() throws IOException {
        if (end - start > LONGEST_LINE) {
            overlong = true;
            start = end;
        }
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, end - start);
            end -= start;
            searched -= start;
            start = 0;
        }
        if (end == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        int read = in.read(bytes, end, bytes.length - end);
        if (read <= 0) {
            return false;
        }
        end += read;
        bytesRead += read;
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
