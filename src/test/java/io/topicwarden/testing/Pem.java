/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CRLException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Text and files in the format of RFC 7468. */
public final class Pem {

    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private Pem() {}

    public static String of(X509Certificate certificate) {
        try {
            return block("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static String of(List<X509Certificate> certificates) {
        return certificates.stream().map(Pem::of).collect(Collectors.joining());
    }

    public static String of(X509CRL list) {
        return block("X509 CRL", encoded(list));
    }

    /** PKCS#8, unencrypted. */
    public static String of(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    /** Writes certificates one after the other. */
    public static void write(Path file, List<X509Certificate> certificates) {
        write(file, of(certificates));
    }

    public static void write(Path file, X509CRL list) {
        write(file, of(list));
    }

    public static void write(Path file, PrivateKey key) {
        write(file, of(key));
    }

    static void writeDer(Path file, X509CRL list) {
        try {
            Files.write(file, encoded(list));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encoded(X509CRL list) {
        try {
            return list.getEncoded();
        } catch (CRLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String block(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n" + new String(BASE64.encode(content), StandardCharsets.US_ASCII)
                + "\n-----END " + type + "-----\n";
    }
}
