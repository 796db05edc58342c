/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.password;

/** Proof that the password of an identity was presented. Only a check by {@link PasswordVerifier} makes one. */
public final class VerifiedPassword implements PasswordResult {

    private final String name;

    VerifiedPassword(String name) {
        this.name = name;
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
