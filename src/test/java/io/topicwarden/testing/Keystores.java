/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;

/** PKCS12 keystores and truststores, which the broker's {@code <keystore>} and {@code <truststore>} read. */
public final class Keystores {

    private Keystores() {}

    /** A keystore in memory with one key under the alias {@code key}. */
    public static KeyStore keystore(String password, IssuedCertificate issued) {
        try {
            KeyStore store = empty();
            Certificate[] chain = issued.chain().toArray(new Certificate[0]);
            store.setKeyEntry("key", issued.privateKey(), password.toCharArray(), chain);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A truststore in memory. */
    public static KeyStore truststore(List<X509Certificate> certificates) {
        try {
            KeyStore store = empty();
            for (X509Certificate certificate : certificates) {
                store.setCertificateEntry("ca-" + store.size(), certificate);
            }
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static void writeKeystore(Path file, String password, IssuedCertificate issued) {
        write(file, password, keystore(password, issued));
    }

    public static void writeTruststore(Path file, String password, List<X509Certificate> certificates) {
        write(file, password, truststore(certificates));
    }

    private static KeyStore empty() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String password, KeyStore store) {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
