/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.password;

import java.nio.ByteBuffer;

/**
 * Stands for one name, hash and password, and tells nothing of them without the key of {@link CredentialMac}. Of the MAC it
 * keeps the first 128 bits (RFC 2104 §5 asks for at least half): nobody can try keys of this process but by presenting
 * credentials to it.
 */
final class CredentialKey {

    private final long first;
    private final long second;

    /** @param mac 32 bytes */
    CredentialKey(byte[] mac) {
        ByteBuffer bytes = ByteBuffer.wrap(mac);
        first = bytes.getLong();
        second = bytes.getLong();
    }

    /** In a time that does not depend on where they differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CredentialKey key && ((first ^ key.first) | (second ^ key.second)) == 0;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(first);
    }
}
