/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** One line that waits to be written: complete but for its sequence number. */
final class Line {

    /** More than the members that {@link #appendTo} and the end of the line add. */
    private static final int ROOM_FOR_LAST_MEMBERS = 160;

    private static final int OBJECT_BYTES = 128;

    private final byte[] members;
    private final long count;
    private final long weight;

    private Line(byte[] members, long count, long weight) {
        this.members = members;
        this.count = count;
        this.weight = weight;
    }

    /** A line that stands for one event. */
    static Line of(byte[] members) {
        return new Line(members, 1, weightOf(members));
    }

    /** A line that stands for several, the last of which happened at {@code last}. */
    static Line folded(byte[] members, long count, Instant last) {
        if (count == 1) {
            return of(members);
        }
        byte[] end = new JsonMembers().instant("event.end", last).toBytes();
        byte[] all = new byte[members.length + 1 + end.length];
        System.arraycopy(members, 0, all, 0, members.length);
        all[members.length] = ',';
        System.arraycopy(end, 0, all, members.length + 1, end.length);
        return new Line(all, count, weightOf(members));
    }

    /** The same line, whose memory was never reserved. */
    Line weightless() {
        return new Line(members, count, 0);
    }

    /** The memory, in bytes, to reserve for a line with these members. */
    static long weightOf(byte[] members) {
        return members.length + (long) OBJECT_BYTES;
    }

    long weight() {
        return weight;
    }

    /** How many events it stands for. */
    long count() {
        return count;
    }

    /** At least as many bytes as it takes in the file. */
    int size() {
        return members.length + ROOM_FOR_LAST_MEMBERS;
    }

    /** Adds all of it but for its end. */
    void appendTo(Chunk out, long sequence) {
        out.write('{');
        out.write(members, 0, members.length);
        ascii(out, ",\"topicwarden.count\":");
        ascii(out, Long.toString(count));
        ascii(out, ",\"event.sequence\":");
        ascii(out, Long.toString(sequence));
    }

    private static void ascii(Chunk out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        out.write(bytes, 0, bytes.length);
    }
}
