/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Lines on their way to the file, handed over without a copy. */
final class Chunk extends ByteArrayOutputStream {

    Chunk(int capacity) {
        super(capacity);
    }

    /** The bytes so far, of which {@link #size} count; good until the next one is added. */
    byte[] bytes() {
        return buf;
    }

    ByteBuffer written() {
        return ByteBuffer.wrap(buf, 0, count);
    }
}
