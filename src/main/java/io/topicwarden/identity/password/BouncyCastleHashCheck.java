/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.password;

import io.topicwarden.policy.PasswordHash;

/** The check with Bouncy Castle's functions, on the calling thread. */
final class BouncyCastleHashCheck implements HashCheck {

    @Override
    public boolean matches(PasswordHash hash, byte[] password) {
        return switch (hash.algorithm()) {
            case ARGON2ID -> Argon2id.matches(hash.encoded(), password);
            case BCRYPT -> Bcrypt.matches(hash.encoded(), password);
        };
    }
}
