/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.testing;

import java.util.Random;

/** A random generator that draws from bytes, so that a fuzzer steers what is generated; zeros when they have run out. */
public final class BytesRandom extends Random {

    private static final long serialVersionUID = 1L;

    private final byte[] bytes;
    private int used;

    public BytesRandom(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    @Override
    public int nextInt(int bound) {
        return used < bytes.length ? Byte.toUnsignedInt(bytes[used++]) % bound : 0;
    }

    @Override
    protected int next(int bits) {
        return used < bytes.length ? Byte.toUnsignedInt(bytes[used++]) >>> (Byte.SIZE - Math.min(bits, Byte.SIZE)) : 0;
    }
}
