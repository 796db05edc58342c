/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.password;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** Stands for one name, hash and password, and tells nothing of them without the key of {@link CredentialMac}. */
final class CredentialKey {

    private final byte[] mac;

    CredentialKey(byte[] mac) {
        this.mac = mac;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CredentialKey key && MessageDigest.isEqual(mac, key.mac);
    }

    @Override
    public int hashCode() {
        return ByteBuffer.wrap(mac).getInt();
    }
}
