/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import java.nio.ByteBuffer;

/**
 * The values of one DER sequence, one after another (ITU-T X.690). Lengths are definite and tags of one byte, which is
 * all that names and extensions use; anything else is unreadable. Nesting is the caller's, so nothing recurses.
 */
final class DerReader {

    static final int OID = 0x06;
    static final int INTEGER = 0x02;
    static final int BOOLEAN = 0x01;
    static final int OCTET_STRING = 0x04;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    /**
     * One value.
     *
     * @param tag its identifier octet
     * @param content its contents octets
     * @param encoding the whole of it, tag and length included
     */
    record Value(int tag, ByteBuffer content, ByteBuffer encoding) {

        /** The values inside, for a constructed one. */
        DerReader values() {
            return new DerReader(content);
        }

        byte[] bytes() {
            return bytes(content);
        }

        byte[] encoded() {
            return bytes(encoding);
        }

        private static byte[] bytes(ByteBuffer buffer) {
            byte[] copy = new byte[buffer.remaining()];
            buffer.duplicate().get(copy);
            return copy;
        }
    }

    private final ByteBuffer rest;

    DerReader(ByteBuffer bytes) {
        rest = bytes.duplicate();
    }

    static DerReader of(byte[] bytes) {
        return new DerReader(ByteBuffer.wrap(bytes));
    }

    boolean hasNext() {
        return rest.hasRemaining();
    }

    /** Whether the next value has this tag; false at the end. */
    boolean nextIs(int tag) {
        return rest.hasRemaining() && (rest.get(rest.position()) & 0xff) == tag;
    }

    Value next(int tag) throws UnreadableException {
        if (!nextIs(tag)) {
            throw new UnreadableException("the certificate's encoding is malformed");
        }
        return next();
    }

    Value next() throws UnreadableException {
        int start = rest.position();
        int tag = octet();
        if ((tag & 0x1f) == 0x1f) {
            throw new UnreadableException("the certificate's encoding holds a tag of more than one byte");
        }
        int length = length();
        if (length > rest.remaining()) {
            throw new UnreadableException("the certificate's encoding ends early");
        }
        ByteBuffer content = rest.slice(rest.position(), length);
        rest.position(rest.position() + length);
        return new Value(tag, content, rest.slice(start, rest.position() - start));
    }

    private int length() throws UnreadableException {
        int first = octet();
        if (first < 0x80) {
            return first;
        }
        int count = first & 0x7f;
        if (count == 0 || count > 3) { // indefinite (not DER), or beyond 16 MiB
            throw new UnreadableException("the certificate's encoding holds a length that DER does not have");
        }
        int length = 0;
        for (int i = 0; i < count; i++) {
            length = length << 8 | octet();
        }
        return length;
    }

    private int octet() throws UnreadableException {
        if (!rest.hasRemaining()) {
            throw new UnreadableException("the certificate's encoding ends early");
        }
        return rest.get() & 0xff;
    }
}
