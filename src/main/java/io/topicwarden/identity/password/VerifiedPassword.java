/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.password;

import io.topicwarden.policy.PasswordHash;

/** Proof that the password of an identity was presented. Only a check by {@link PasswordVerifier} makes one. */
public final class VerifiedPassword implements PasswordResult {

    private final String name;
    private final long print; // of the hash, which would keep a whole text in memory for each connected client

    VerifiedPassword(String name, PasswordHash hash) {
        this.name = name;
        this.print = print(hash);
    }

    /** FNV-1a: that two hashes have the same by chance is as likely as guessing 64 bits. */
    private static long print(PasswordHash hash) {
        String text = hash.encoded();
        long print = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            print = (print ^ text.charAt(i)) * 0x100000001b3L;
        }
        return print;
    }

    /** Whether it was compared with this very hash. */
    public boolean isOf(PasswordHash hash) {
        return print == print(hash);
    }

    /** The name of the identity, as it was handed in. */
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return "verified password of " + name;
    }
}
