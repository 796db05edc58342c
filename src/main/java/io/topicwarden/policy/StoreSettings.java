/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.time.Duration;
import java.util.Optional;

/** Where policy and identities are kept. */
public sealed interface StoreSettings {

    /** In the files of {@code conf/}. */
    record Files() implements StoreSettings {}

    /**
     * In PostgreSQL.
     *
     * @param url a JDBC URL without user and password, with an {@code sslmode}
     * @param user who logs in
     * @param passwordFile the file with the password; without one the environment has it, or none is needed
     * @param identities how many identities are kept in memory beside those of connected clients
     * @param expireAfter the age at which an identity is read again though no change was announced
     * @param serveStaleFor how long what is in memory goes on counting while the database is away
     */
    record Postgres(
            String url,
            String user,
            Optional<FileReference> passwordFile,
            int identities,
            Duration expireAfter,
            Duration serveStaleFor)
            implements StoreSettings {}
}
