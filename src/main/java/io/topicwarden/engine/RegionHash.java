/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

/** Hashes a region of a text where it stands; the high bits are the best. */
final class RegionHash {

    private static final int GOLDEN_RATIO = 0x9E3779B1;

    private RegionHash() {}

    /** Four characters at a time, so that no multiplication waits long for the one before. */
    static int of(String text, int start, int end) {
        int hash = end - start;
        int i = start;
        for (; i + 4 <= end; i += 4) {
            int block = text.charAt(i) ^ text.charAt(i + 1) << 8 ^ text.charAt(i + 2) << 16 ^ text.charAt(i + 3) << 24;
            hash = (hash ^ block) * GOLDEN_RATIO;
        }
        for (; i < end; i++) {
            hash = (hash ^ text.charAt(i)) * GOLDEN_RATIO;
        }
        return hash;
    }
}
