/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.broker;

import io.topicwarden.testing.IssuedCertificate;
import io.topicwarden.testing.Keystores;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The broker's own key and the certificates that its TLS layer accepts, before the extension is asked.
 *
 * @param keystore its key
 * @param truststore what it accepts
 */
record TlsFiles(Path keystore, Path truststore) {

    private static final String PASSWORD = "changeit";

    static TlsFiles write(Path folder, IssuedCertificate server, List<X509Certificate> trusted) {
        TlsFiles files = new TlsFiles(folder.resolve("keystore.p12"), folder.resolve("truststore.p12"));
        server.writePkcs12(files.keystore, PASSWORD);
        Keystores.writeTruststore(files.truststore, PASSWORD, trusted);
        return files;
    }

    String toXml(Listener.ClientCertificate clientCertificate) {
        return "<tls><protocols><protocol>TLSv1.2</protocol><protocol>TLSv1.3</protocol></protocols>"
                + "<keystore>" + store(keystore)
                + "<private-key-password>" + PASSWORD + "</private-key-password></keystore>"
                + "<truststore>" + store(truststore) + "</truststore>"
                + "<client-authentication-mode>" + clientCertificate + "</client-authentication-mode></tls>";
    }

    private static String store(Path file) {
        return "<path>" + file + "</path><password>" + PASSWORD + "</password>";
    }
}
