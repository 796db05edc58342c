/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A line of a chained log, taken apart byte by byte: nothing in it can be changed and still read the same. */
final class SealedLine {

    private static final byte[] BEFORE_SEQUENCE = ascii("\"event.sequence\":");
    private static final byte[] BEFORE_SIGNATURE = ascii(",\"topicwarden.signature\":\"");
    private static final byte[] BEFORE_MAC = ascii(",\"topicwarden.mac\":\"");
    private static final byte[] END = ascii("\"}");
    private static final byte[] END_OF_MEMBER = ascii("\"");
    private static final byte[] NO_BYTES = {};

    private static final int MAC_TEXT = 43; // of 32 bytes
    private static final int SIGNATURE_TEXT = 86; // of 64 bytes
    private static final int MOST_DIGITS = 18;

    private final byte[] line;
    private final int bodyEnd;
    private final int signedEnd;
    private final long sequence;

    private SealedLine(byte[] line, int bodyEnd, int signedEnd, long sequence) {
        this.line = line;
        this.bodyEnd = bodyEnd;
        this.signedEnd = signedEnd;
        this.sequence = sequence;
    }

    /** Reads a line without its line end; empty if it carries no MAC. */
    static Optional<SealedLine> parse(byte[] line) {
        int bodyEnd = line.length - END.length - MAC_TEXT - BEFORE_MAC.length;
        if (bodyEnd <= 0 || !stands(BEFORE_MAC, line, bodyEnd) || !stands(END, line, line.length - END.length)) {
            return Optional.empty();
        }
        int signature = bodyEnd - END_OF_MEMBER.length - SIGNATURE_TEXT - BEFORE_SIGNATURE.length;
        boolean signed = signature > 0 && stands(BEFORE_SIGNATURE, line, signature);
        int signedEnd = signed ? signature : bodyEnd;
        long sequence = sequenceBefore(line, signedEnd);
        return sequence > 0 ? Optional.of(new SealedLine(line, bodyEnd, signedEnd, sequence)) : Optional.empty();
    }

    /** Ends a line that is complete but for its MAC. */
    static void end(Chunk out, byte[] mac) {
        out.write(BEFORE_MAC, 0, BEFORE_MAC.length);
        ChainMath.text(mac, out);
        out.write(END, 0, END.length);
        out.write('\n');
    }

    /** Adds the signature to a checkpoint that is complete but for it and the MAC. */
    static void sign(Chunk out, byte[] signature) {
        out.write(BEFORE_SIGNATURE, 0, BEFORE_SIGNATURE.length);
        ChainMath.text(signature, out);
        out.write(END_OF_MEMBER, 0, END_OF_MEMBER.length);
    }

    long sequence() {
        return sequence;
    }

    boolean isCheckpoint() {
        return signedEnd < bodyEnd;
    }

    /** The MAC that it carries; not of 32 bytes if it is none. */
    byte[] mac() {
        return decoded(bodyEnd + BEFORE_MAC.length, MAC_TEXT);
    }

    /** The digest that the MAC is over. */
    byte[] digest(ChainMath math) {
        return math.digest(line, 0, bodyEnd);
    }

    /** The digest that the signature is over. */
    byte[] signedDigest(ChainMath math) {
        return math.digest(line, 0, signedEnd);
    }

    byte[] signature() {
        return isCheckpoint() ? decoded(signedEnd + BEFORE_SIGNATURE.length, SIGNATURE_TEXT) : NO_BYTES;
    }

    /** What a checkpoint says; empty if it is none, or a mutilated one. */
    Optional<Checkpoint> checkpoint() {
        return isCheckpoint() ? LogRecord.parse(line).flatMap(Checkpoint::of) : Optional.empty();
    }

    private byte[] decoded(int from, int length) {
        return ChainMath.bytes(new String(line, from, length, StandardCharsets.ISO_8859_1));
    }

    private static long sequenceBefore(byte[] line, int end) {
        int from = end;
        while (from > 0 && end - from <= MOST_DIGITS && line[from - 1] >= '0' && line[from - 1] <= '9') {
            from--;
        }
        if (from == end || end - from > MOST_DIGITS || !stands(BEFORE_SEQUENCE, line, from - BEFORE_SEQUENCE.length)) {
            return 0;
        }
        return Long.parseLong(new String(line, from, end - from, StandardCharsets.US_ASCII));
    }

    private static boolean stands(byte[] text, byte[] line, int at) {
        return at >= 0
                && at + text.length <= line.length
                && Arrays.equals(text, 0, text.length, line, at, at + text.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
