/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.password;

import io.topicwarden.policy.PasswordHash;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 over a credential, under a random key that never leaves this object. */
final class CredentialMac {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    CredentialMac() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, ALGORITHM);
        Arrays.fill(random, (byte) 0);
    }

    CredentialKey of(String name, Optional<PasswordHash> hash, byte[] password) {
        String encoded = hash.map(PasswordHash::encoded).orElse("");
        ByteBuffer text =
                ByteBuffer.allocate(2 * Integer.BYTES + 2 * (name.length() + encoded.length()) + password.length);
        put(text, name);
        put(text, encoded);
        text.put(password);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return new CredentialKey(mac.doFinal(text.array()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        } finally {
            Arrays.fill(text.array(), (byte) 0);
        }
    }

    /** The length first, so that no two credentials give one text; code units, so that not even broken surrogates do. */
    private static void put(ByteBuffer text, String value) {
        text.putInt(value.length());
        for (int i = 0; i < value.length(); i++) {
            text.putChar(value.charAt(i));
        }
    }
}
