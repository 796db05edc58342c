/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** The lines of an input of any length, one after another, each bounded. Not thread-safe. */
final class LineInput {

    private static final int BUFFER = 1 << 16;

    /**
     * One line without its end.
     *
     * @param number counted from 1
     * @param content its bytes; of a line that is too long only the first ones
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Line(int number, byte[] content, boolean tooLong) {}

    private final InputStream in;
    private final int mostBytes;
    private int number;

    /** @param mostBytes what a line may have */
    LineInput(InputStream in, int mostBytes) {
        this.in = new BufferedInputStream(in, BUFFER);
        this.mostBytes = mostBytes;
    }

    /** The next line, or empty at the end. */
    Optional<Line> next() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        boolean tooLong = false;
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        while (next >= 0 && next != '\n') {
            if (content.size() < mostBytes) {
                content.write(next);
            } else {
                tooLong = true;
            }
            next = in.read();
        }
        number++;
        return Optional.of(new Line(number, withoutReturn(content.toByteArray()), tooLong));
    }

    private static byte[] withoutReturn(byte[] content) {
        int length = content.length;
        return length > 0 && content[length - 1] == '\r' ? Arrays.copyOf(content, length - 1) : content;
    }
}
