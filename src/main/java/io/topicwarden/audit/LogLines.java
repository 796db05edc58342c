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
 * Reads the lines of one file, whatever they hold, one after another, holding one at a time. A last line without its end is
 * kept until the rest has been written. Not thread-safe.
 */
final class LogLines implements Closeable {

    private static final int BLOCK = 1 << 18;

    /** Longer than any line that the log writes; what is longer is handed over empty. */
    private static final int LONGEST_LINE = 1 << 20;

    private static final byte[] NOTHING = {};

    private final InputStream in;
    private byte[] bytes = new byte[BLOCK];
    private int start;
    private int end;
    private int searched;
    private boolean overlong;
    private boolean lastWasOverlong;
    private long bytesRead;

    private LogLines(InputStream in) {
        this.in = in;
    }

    /** Opens a file; it can be renamed or deleted while it is read. */
    static LogLines open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("`" + file.getFileName() + "` is not a file");
        }
        return new LogLines(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
    }

    /** The next line without its end; empty at the end of what has been written so far. */
    Optional<byte[]> next() throws IOException {
        while (true) {
            int newline = newline();
            if (newline >= 0) {
                return Optional.of(line(newline));
            }
            if (!fill()) {
                return Optional.empty();
            }
        }
    }

    /** Whether the line handed over last was too long to be held. */
    boolean isOverlong() {
        return lastWasOverlong;
    }

    /** How many bytes have been read so far. */
    long bytesRead() {
        return bytesRead;
    }

    /** Whether the file, at the end as it is now, stops in the middle of a line. */
    boolean isTorn() {
        return end > start;
    }

    private byte[] line(int newline) {
        byte[] line = overlong ? NOTHING : Arrays.copyOfRange(bytes, start, newline);
        start = newline + 1;
        searched = start;
        lastWasOverlong = overlong;
        overlong = false;
        return line;
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
