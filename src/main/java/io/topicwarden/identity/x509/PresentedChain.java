/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What a client sent: bounded, hashed, and not yet parsed by us.
 *
 * @param encodings the DER of each certificate, the client's own first
 * @param key SHA-256 over every encoding with its length, in hexadecimal
 * @param bytes the length of all encodings together
 */
record PresentedChain(List<byte[]> encodings, String key, int bytes) {

    /** The most certificates a client may present. */
    static final int MAX_CERTIFICATES = 10;

    /** The longest chain, in bytes of DER. */
    static final int MAX_BYTES = 128 * 1024;

    static PresentedChain of(List<X509Certificate> chain) throws UnreadableException {
        if (chain.size() > MAX_CERTIFICATES) {
            throw new UnreadableException("more than " + MAX_CERTIFICATES + " certificates were presented");
        }
        List<byte[]> encodings = new ArrayList<>();
        MessageDigest digest = Sha256.digest();
        int bytes = 0;
        for (X509Certificate certificate : chain) {
            byte[] encoding = encoding(certificate);
            bytes += encoding.length;
            if (bytes > MAX_BYTES) {
                throw new UnreadableException("the presented certificates are longer than " + MAX_BYTES + " bytes");
            }
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, encoding.length));
            digest.update(encoding);
            encodings.add(encoding);
        }
        return new PresentedChain(encodings, HexFormat.of().formatHex(digest.digest()), bytes);
    }

    /**
     * The certificates as the JDK reads them: the broker's own objects may come from OpenSSL, and all questions should be
     * answered by one parser.
     */
    List<X509Certificate> parse() throws UnreadableException {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<X509Certificate> certificates = new ArrayList<>();
            for (byte[] encoding : encodings) {
                certificates.add(parse(factory, encoding));
            }
            return certificates;
        } catch (CertificateException e) {
            throw new UnreadableException("a presented certificate cannot be read");
        }
    }

    /** DER and nothing behind it: the JDK's factory would also take PEM, and leave alone what follows. */
    private static X509Certificate parse(CertificateFactory factory, byte[] encoding)
            throws CertificateException, UnreadableException {
        ByteArrayInputStream in = new ByteArrayInputStream(encoding);
        X509Certificate certificate = (X509Certificate) factory.generateCertificate(in);
        if (encoding[0] != DerReader.SEQUENCE || in.available() > 0) {
            throw new UnreadableException("a presented certificate is not DER, or there is more behind it");
        }
        return certificate;
    }

    private static byte[] encoding(X509Certificate certificate) throws UnreadableException {
        try {
            return certificate.getEncoded();
        } catch (CertificateException e) {
            throw new UnreadableException("a presented certificate cannot be encoded");
        }
    }
}
