/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.conf.ConfLoader;
import io.topicwarden.store.file.ConfFolder;
import io.topicwarden.testing.TestCertificateAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;

/** A {@code conf/} folder with files that load, for tests to change. */
final class Conf {

    /** The password of {@code alice}. */
    static final String PASSWORD = "secret";

    static final String SETTINGS =
            """
            version: 1
            listeners:
              mtls:
                authenticate: certificate
              known:
                authenticate: certificate
                require-known-identity: true
              tls:
                authenticate: password
                client-id: ${username}-*
              both:
                authenticate: certificate-and-password
              local:
                authenticate: password
                plaintext: permitted
                networks: [127.0.0.0/8]
            certificates:
              trust-anchors: [certs/plant-ca.pem]
              revocation-lists: [certs/plant-ca.crl]
            """;

    static final String IDENTITIES =
            """
            version: 1
            identities:
              alice:
                password: $argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$pclxcsa4X0bZ5lu7Vy5h3p7EU7VbuW7pGRWETxHuU0c
                roles: [operator]
                attributes: {site: brussels}
              alice-b: {roles: [operator]}
              mallory:
                password: $argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$pclxcsa4X0bZ5lu7Vy5h3p7EU7VbuW7pGRWETxHuU0c
                enabled: false
            """;

    static final String POLICY =
            """
            version: 1
            roles:
              sensor:
                permissions:
                  - allow: publish
                    topics: plants/${cert.ou}/${client.id}/measurements
              operator:
                permissions:
                  - allow: [publish, subscribe]
                    topics: plants/${attributes.site}/status
            assignments:
              - roles: [sensor]
                when: {certificate: {issuer-cn: Plant CA}}
            blocked:
              - when: {client-id: rogue-*}
                reason: INC-1234
            """;

    final TestCertificateAuthority ca = TestCertificateAuthority.root("CN=Plant CA");
    private final Path folder;

    Conf(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder.resolve("certs"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ca.writeCertificate(folder.resolve("certs/plant-ca.pem"));
        ca.revocationList().writePem(folder.resolve("certs/plant-ca.crl"));
        write("topicwarden.yaml", SETTINGS);
        write("identities.yaml", IDENTITIES);
        write("policy.yaml", POLICY);
    }

    Path path(String file) {
        return folder.resolve(file);
    }

    Conf write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** As {@link #write}, by another file that is renamed into its place. */
    Conf rename(String file, String text) {
        try {
            Path fresh = Files.writeString(folder.resolve(file + ".new"), text);
            Files.move(fresh, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    ConfLoader loader() {
        return new ConfLoader(new ConfFolder(folder), InstantSource.system());
    }

    Snapshot load() {
        return load(InstantSource.system());
    }

    /** Loads what is there, to be decided at these times. */
    Snapshot load(InstantSource time) {
        ConfLoader.Result result = loader().load();
        return result.configuration()
                .map(read -> Snapshot.of(read, time))
                .orElseThrow(() -> new AssertionError(result.problems()));
    }
}
