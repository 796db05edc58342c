/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.testing;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate with its key and its chain.
 *
 * @param keys the certificate's key pair
 * @param chain the certificate first, then its intermediates; the root last only if it is the certificate itself
 */
public record IssuedCertificate(KeyPair keys, List<X509Certificate> chain) {

    public IssuedCertificate {
        chain = List.copyOf(chain);
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    public PrivateKey privateKey() {
        return keys.getPrivate();
    }

    public BigInteger serial() {
        return certificate().getSerialNumber();
    }

    /** Writes the certificate alone as PEM. */
    public void writeCertificate(Path file) {
        Pem.write(file, List.of(certificate()));
    }

    /** Writes the certificate and its intermediates as PEM, in the order TLS wants. */
    public void writeChain(Path file) {
        Pem.write(file, chain);
    }

    /** Writes the private key as unencrypted PKCS#8 PEM. */
    public void writeKey(Path file) {
        Pem.write(file, privateKey());
    }

    /** Writes a PKCS12 keystore with the key and the chain under the alias {@code key}; one password for both. */
    public void writePkcs12(Path file, String password) {
        Keystores.writeKeystore(file, password, this);
    }
}
