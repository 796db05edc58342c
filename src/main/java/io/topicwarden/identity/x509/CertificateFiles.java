/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads the contents of a file of trust anchors or of revocation lists: PEM with one or more of them, or DER with one.
 * The file is used whole or not at all.
 */
public final class CertificateFiles {

    /** The longest file of certificates, in bytes. */
    public static final int MAX_CERTIFICATE_BYTES = 4 << 20;

    /** The longest file of revocation lists, in bytes: room for 400,000 entries, which the JDK holds in some 140 MiB of heap. */
    public static final int MAX_LIST_BYTES = 16 << 20;

    private static final int DER_SEQUENCE = 0x30;
    private static final Set<String> CERTIFICATE_LABELS = Set.of("CERTIFICATE", "X509 CERTIFICATE");
    private static final Set<String> LIST_LABELS = Set.of("X509 CRL", "CRL");

    /** One kind of thing that a file may hold. */
    private record Kind<T>(String name, Set<String> labels, int maxBytes, Reading<T> reading) {}

    private interface Reading<T> {
        T read(CertificateFactory factory, ByteArrayInputStream der) throws GeneralSecurityException;
    }

    private static final Kind<X509Certificate> CERTIFICATE =
            new Kind<>("certificate", CERTIFICATE_LABELS, MAX_CERTIFICATE_BYTES, (factory, der) ->
                    (X509Certificate) factory.generateCertificate(der));

    private static final Kind<X509CRL> LIST = new Kind<>(
            "revocation list", LIST_LABELS, MAX_LIST_BYTES, (factory, der) -> (X509CRL) factory.generateCRL(der));

    private CertificateFiles() {}

    /**
     * The certificates of a file, in order, at least one.
     *
     * @throws CertificateFileException if the file is empty, too long or damaged, or holds anything but certificates, a
     *     private key first of all
     */
    public static List<X509Certificate> certificates(byte[] content) throws CertificateFileException {
        return read(content, CERTIFICATE);
    }

    /**
     * The revocation lists of a file, in order, at least one.
     *
     * @throws CertificateFileException if the file is empty, too long or damaged, or holds anything but lists
     */
    public static List<X509CRL> revocationLists(byte[] content) throws CertificateFileException {
        return read(content, LIST);
    }

    private static <T> List<T> read(byte[] content, Kind<T> kind) throws CertificateFileException {
        if (content.length == 0) {
            throw new CertificateFileException("the file is empty");
        }
        if (content.length > kind.maxBytes) {
            throw new CertificateFileException("the file is longer than " + kind.maxBytes + " bytes");
        }
        if (content[0] == DER_SEQUENCE) {
            return List.of(decode(content, kind, "the file"));
        }
        List<T> result = new ArrayList<>();
        for (PemBlock block : PemBlock.read(content)) {
            result.add(decode(block, kind));
        }
        if (result.isEmpty()) {
            throw new CertificateFileException("the file holds no " + kind.name);
        }
        return result;
    }

    private static <T> T decode(PemBlock block, Kind<T> kind) throws CertificateFileException {
        String where = "the block that begins on line " + block.line();
        if (!kind.labels.contains(block.label())) {
            throw new CertificateFileException(where + " is not a " + kind.name);
        }
        return decode(block.content().array(), kind, where);
    }

    private static <T> T decode(byte[] der, Kind<T> kind, String where) throws CertificateFileException {
        // The JDK's factory would also take PEM here, a second encoding inside the first.
        if (der.length > 0 && der[0] == DER_SEQUENCE) {
            try {
                ByteArrayInputStream in = new ByteArrayInputStream(der);
                T result = kind.reading.read(CertificateFactory.getInstance("X.509"), in);
                if (in.available() == 0) {
                    return result;
                }
            } catch (GeneralSecurityException | RuntimeException e) {
                throw new CertificateFileException(where + " cannot be read as a " + kind.name);
            }
        }
        throw new CertificateFileException(where + " cannot be read as a " + kind.name);
    }
}
