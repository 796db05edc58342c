/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.password;

import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** bcrypt as OpenBSD computes it, for hashes brought along from elsewhere. */
final class Bcrypt {

    private static final int MAX_BYTES = 72;
    private static final byte[] EMPTY = {};

    private Bcrypt() {}

    /**
     * Whether the password is the one; never for a password over 72 bytes or with a zero byte, of which bcrypt would see
     * only the beginning. Such a password still takes its time, so that nobody learns from the clock whose hash is bcrypt.
     */
    static boolean matches(String encoded, byte[] password) {
        boolean seenWhole = isSeenWhole(password);
        boolean equal = OpenBSDBCrypt.checkPassword(encoded, seenWhole ? password : EMPTY);
        return equal && seenWhole;
    }

    private static boolean isSeenWhole(byte[] password) {
        if (password.length > MAX_BYTES) {
            return false;
        }
        for (byte b : password) {
            if (b == 0) {
                return false;
            }
        }
        return true;
    }
}
