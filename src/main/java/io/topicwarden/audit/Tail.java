/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the end of a log file says.
 *
 * @param size of the file
 * @param complete where its last complete line ends
 * @param state what follows from there, and whether that line is one of ours
 * @param sequence the sequence number of the last line that has one
 */
record Tail(long size, long complete, State state, OptionalLong sequence) {

    enum State {
        /** The file is empty or ends with a line of ours. */
        WHOLE,
        /** The same, and then there is the beginning of a line of ours. */
        TORN,
        /** The end is not ours. */
        FOREIGN
    }

    /** Longer than any line of ours: some 20 texts of 4,096 code units, each escaped in six bytes. */
    private static final int LONGEST_LINE = 1 << 20;

    private static final int MOST_LINES_LOOKED_AT = 1000;
    private static final byte[] BEGINNING = "{\"@timestamp\":\"".getBytes(StandardCharsets.US_ASCII);

    static Tail of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            int length = (int) Math.min(size, LONGEST_LINE);
            return of(read(channel, size - length, length), size);
        }
    }

    /** The sequence number of the first line, if it has one. */
    static OptionalLong firstSequence(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] head = read(channel, 0, (int) Math.min(channel.size(), LONGEST_LINE));
            int end = 0;
            while (end < head.length && head[end] != '\n') {
                end++;
            }
            return SequenceReader.read(head, 0, end);
        }
    }

    /** The last complete line without its end, if there is one. */
    static Optional<byte[]> lastLine(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            int length = (int) Math.min(channel.size(), LONGEST_LINE);
            byte[] end = read(channel, channel.size() - length, length);
            int newline = newlineBefore(end, end.length);
            return newline < 0
                    ? Optional.empty()
                    : Optional.of(Arrays.copyOfRange(end, newlineBefore(end, newline) + 1, newline));
        }
    }

    private static Tail of(byte[] end, long size) {
        int complete = newlineBefore(end, end.length) + 1;
        State state = State.WHOLE;
        if (complete < end.length) {
            boolean longerThanOurs = complete == 0 && size > end.length;
            state = !longerThanOurs && isOurs(end, complete) ? State.TORN : State.FOREIGN;
        }
        int line = newlineBefore(end, complete - 1) + 1;
        if (complete > 0 && SequenceReader.read(end, line, complete - 1).isEmpty()) {
            state = State.FOREIGN;
        }
        return new Tail(size, size - end.length + complete, state, lastSequence(end, complete));
    }

    /** Whether what begins there can be the beginning of a line of ours; zeros are what a crash of the machine leaves. */
    private static boolean isOurs(byte[] bytes, int from) {
        for (int i = from; i < bytes.length && i - from < BEGINNING.length; i++) {
            if (bytes[i] != BEGINNING[i - from] && !isZeros(bytes, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZeros(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static OptionalLong lastSequence(byte[] bytes, int complete) {
        int end = complete - 1;
        for (int looked = 0; end >= 0 && looked < MOST_LINES_LOOKED_AT; looked++) {
            int newline = newlineBefore(bytes, end);
            OptionalLong sequence = SequenceReader.read(bytes, newline + 1, end);
            if (sequence.isPresent()) {
                return sequence;
            }
            end = newline;
        }
        return OptionalLong.empty();
    }

    private static int newlineBefore(byte[] bytes, int end) {
        int at = end - 1;
        while (at >= 0 && bytes[at] != '\n') {
            at--;
        }
        return at;
    }

    private static byte[] read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
            // the file may have become shorter meanwhile
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
