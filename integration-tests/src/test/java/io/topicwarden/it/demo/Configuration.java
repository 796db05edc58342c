/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.demo;

/** The settings and the identities of the demonstration; its policy is the sample that ships. */
final class Configuration {

    static final String SETTINGS =
            """
            version: 1

            listeners:
              mtls:                              # client certificates
                authenticate: certificate
                identity: ${cert.cn}
                client-id: ${cert.cn}
              tls:                               # passwords
                authenticate: password
                client-id: ${username}-*

            certificates:
              trust-anchors: [certs/plant-ca.pem]
              revocation-lists: [certs/plant-ca.crl]
              revocation: required
            """;

    private Configuration() {}

    static String identities(String passwordHash) {
        return """
                version: 1

                identities:
                  alice:
                    password: %s
                    roles: [operator]
                    attributes: {site: assembly}
                """
                .formatted(passwordHash);
    }
}
