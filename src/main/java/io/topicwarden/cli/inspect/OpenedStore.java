/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The certificates of a JKS or PKCS12 file.
 *
 * @param keys the certificates of private keys
 * @param trusted the others
 */
record OpenedStore(List<X509Certificate> keys, List<X509Certificate> trusted) {

    private static final long MAX_BYTES = 16 << 20;

    /** @throws IOException with a clause for the user */
    static OpenedStore open(Path file, String password) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(Files.exists(file) ? "is not a file" : "does not exist");
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("is larger than 16 MiB");
        }
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("JKS"); // as the broker does: the JDK's JKS also reads PKCS12
            store.load(in, password.toCharArray());
            return of(store);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new IOException(Files.isReadable(file) ? "does not open with this password" : "cannot be read", e);
        }
    }

    private static OpenedStore of(KeyStore store) throws GeneralSecurityException {
        List<X509Certificate> keys = new ArrayList<>();
        List<X509Certificate> trusted = new ArrayList<>();
        List<String> aliases = Collections.list(store.aliases());
        Collections.sort(aliases);
        for (String alias : aliases) {
            Certificate certificate = store.getCertificate(alias);
            if (certificate instanceof X509Certificate x509) {
                (store.isKeyEntry(alias) ? keys : trusted).add(x509);
            }
        }
        return new OpenedStore(keys, trusted);
    }
}
