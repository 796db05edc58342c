/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The hashes of the chain over a log; {@code docs/adr/0009} says why they are these. For one thread. */
final class ChainMath {

    /** Bytes of a digest, a MAC and a key. */
    static final int SIZE = 32;

    /** What stands in the place of a MAC or a link where there is none. */
    private static final byte[] NONE = new byte[SIZE];

    private static final String HMAC = "HmacSHA256";
    private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder FROM_TEXT = Base64.getUrlDecoder();

    private final MessageDigest sha = sha256();
    private final Mac hmac = hmac();

    /** What a one-way step from a key leads to; the words keep the steps apart. */
    enum Step {
        NEXT_RECORD,
        NEXT_EPOCH,
        RECORDS_OF_EPOCH,
        SIGNING_OF_EPOCH;

        private final String label = "topicwarden chain " + name();
    }

    static byte[] none() {
        return NONE.clone();
    }

    byte[] digest(byte[] bytes, int from, int to) {
        sha.update(bytes, from, to - from);
        return sha.digest();
    }

    /** A key from which the one it was made of cannot be found. */
    byte[] derive(Step step, byte[] key) {
        sha.update(step.label.getBytes(StandardCharsets.US_ASCII));
        return sha.digest(key);
    }

    /** The MAC of a record: over the MAC of the record before it and its own digest. */
    byte[] mac(byte[] recordKey, byte[] previousMac, byte[] digest) {
        try {
            hmac.init(new SecretKeySpec(recordKey, HMAC));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
        hmac.update(previousMac);
        return hmac.doFinal(digest);
    }

    /** The hash of the whole chain so far, which needs no key. */
    byte[] link(byte[] previousLink, byte[] digest, byte[] mac) {
        sha.update(previousLink);
        sha.update(digest);
        return sha.digest(mac);
    }

    static String text(byte[] bytes) {
        return TO_TEXT.encodeToString(bytes);
    }

    static void text(byte[] bytes, Chunk out) {
        byte[] encoded = TO_TEXT.encode(bytes);
        out.write(encoded, 0, encoded.length);
    }

    /** The bytes that a text stands for, or none if it is not exactly how they are written. */
    static byte[] bytes(String text) {
        try {
            byte[] bytes = FROM_TEXT.decode(text);
            return text(bytes).equals(text) ? bytes : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private static Mac hmac() {
        try {
            return Mac.getInstance(HMAC);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
