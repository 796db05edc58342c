/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.password;

import io.topicwarden.policy.PasswordHash;

/** Computes whether a password is the one that a hash was made of: slow on purpose. */
interface HashCheck {

    /**
     * Whether {@code password} is the one. Compares in constant time, and keeps neither argument.
     *
     * @throws RuntimeException if the hash cannot be computed
     */
    boolean matches(PasswordHash hash, byte[] password);
}
