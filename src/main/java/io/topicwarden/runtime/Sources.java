/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** Tells one source of credentials from another. Hashes are under a random key, so that nobody finds two that are one. */
final class Sources {

    private static final long IPV4 = 4;
    private static final long IPV6 = 6;
    private static final Source UNKNOWN = new Source(0, 0);

    /** The bytes of an IPv6 address that one site is given for itself: a /64 (RFC 6177 §2). */
    private static final int SITE_BYTES = 8;

    private static final byte NAME = 1;
    private static final byte CERTIFICATE = 2;
    private static final byte GUESSES = 3;

    private final byte[] key = new byte[16];

    Sources() {
        new SecureRandom().nextBytes(key);
    }

    /** An address; of IPv6 its /64, since whoever has one address of it has them all. */
    static Source address(Optional<InetAddress> address) {
        return address.map(InetAddress::getAddress)
                .map(bytes -> bytes.length == Integer.BYTES
                        ? new Source(ByteBuffer.wrap(bytes).getInt(), IPV4)
                        : new Source(ByteBuffer.wrap(bytes, 0, SITE_BYTES).getLong(), IPV6))
                .orElse(UNKNOWN);
    }

    /** One name, used from one address. */
    Source name(Source address, String name) {
        return hash(NAME, address, name.getBytes(StandardCharsets.UTF_16BE));
    }

    /** One certificate, presented from one address. */
    Source certificate(Source address, X509Certificate certificate) {
        return hash(CERTIFICATE, address, encoded(certificate));
    }

    /** The passwords that come with one certificate from one address. */
    Source passwordsWith(Source address, X509Certificate certificate) {
        return hash(GUESSES, address, encoded(certificate));
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            return new byte[0];
        }
    }

    private Source hash(byte kind, Source address, byte[] text) {
        MessageDigest digest = sha256();
        digest.update(key);
        digest.update(ByteBuffer.allocate(1 + 2 * Long.BYTES)
                .put(kind)
                .putLong(address.high())
                .putLong(address.low())
                .flip());
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(text));
        return new Source(hash.getLong(), hash.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
