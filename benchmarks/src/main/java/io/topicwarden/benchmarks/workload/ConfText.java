/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.workload;

import io.topicwarden.it.broker.Argon2id;

/** The other two files of a {@code conf/} folder. */
public final class ConfText {

    /** Everyone's. */
    public static final String PASSWORD = "correct horse battery staple";

    /** A listener for passwords without TLS, and one for certificates of the CA in {@code certs/}. */
    public static final String SETTINGS =
            """
            version: 1
            listeners:
              mtls:
                authenticate: certificate
              bench:
                authenticate: password
                client-id: ${username}
                plaintext: permitted
            certificates:
              trust-anchors: [certs/plant-ca.pem]
              revocation-lists: [certs/plant-ca.crl]
            """;

    private ConfText() {}

    /** So many identities, {@code c1} and on, all with the same hash: as dear to check as any other. */
    public static String identities(int count) {
        String hash = Argon2id.hash(PASSWORD);
        StringBuilder text = new StringBuilder("version: 1\nidentities:\n");
        for (int i = 1; i <= count; i++) {
            text.append("  c").append(i).append(": {password: \"").append(hash).append("\"}\n");
        }
        return text.toString();
    }
}
