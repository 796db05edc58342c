/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.password;

import io.topicwarden.policy.PasswordHash;
import io.topicwarden.policy.PatternSyntaxException;
import java.security.SecureRandom;

/**
 * Makes the hashes of new passwords, and checks single passwords for whoever may read the hashes anyway. Clients are
 * checked by {@link PasswordVerifier} alone. Keeps no password.
 */
public final class PasswordHashing {

    private static final HashCheck CHECK = new BouncyCastleHashCheck();

    private PasswordHashing() {}

    /**
     * Makes an argon2id hash with a random salt, on the calling thread.
     *
     * @param password any bytes, which the caller zeroes
     * @throws IllegalStateException if the functions do not work here
     */
    public static PasswordHash hash(byte[] password) {
        try {
            PasswordHash hash = PasswordHash.parse(Argon2id.encode(password, new SecureRandom()));
            if (CHECK.matches(hash, password)) {
                return hash;
            }
        } catch (PatternSyntaxException e) {
            // told below, without the text of the hash
        }
        throw new IllegalStateException("the password functions gave a wrong answer");
    }

    /** Whether the password is the one that the hash was made of; takes as long as the hash says. */
    public static boolean matches(PasswordHash hash, byte[] password) {
        return CHECK.matches(hash, password);
    }
}
