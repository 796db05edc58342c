/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.workload;

import io.topicwarden.it.broker.Argon2id;

/** The other two files of a {@code conf/} folder. */
public final class ConfText {

    /** Everyone's. */
    public static final String PASSWORD = "secret";

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

    /** The cheapest hash there is, of {@code secret}: for thousands of clients that must only be connected. */
    private static final String CHEAP_HASH =
            "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$pclxcsa4X0bZ5lu7Vy5h3p7EU7VbuW7pGRWETxHuU0c";

    private ConfText() {}

    /** So many identities, {@code c1} and on, all with the same hash: as dear to check as any other. */
    public static String identities(int count) {
        return identities(count, Argon2id.hash(PASSWORD));
    }

    /** So many identities whose passwords are cheap to check. */
    public static String cheapIdentities(int count) {
        return identities(count, CHEAP_HASH);
    }

    private static String identities(int count, String hash) {
        StringBuilder text = new StringBuilder("version: 1\nidentities:\n");
        for (int i = 1; i <= count; i++) {
            text.append("  c").append(i).append(": {password: \"").append(hash).append("\"}\n");
        }
        return text.toString();
    }
}
