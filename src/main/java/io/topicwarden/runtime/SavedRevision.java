/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.conf.Sha256;
import io.topicwarden.store.PolicyRevision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last good revision of the policy on this broker's own disk, for a start while the database is away. The file is the
 * number and the SHA-256 on a line, and then the text; only its owner may read it.
 */
final class SavedRevision {

    private static final Logger LOG = LoggerFactory.getLogger(SavedRevision.class);

    private final Path file;

    SavedRevision(Path file) {
        this.file = file;
    }

    /** What was saved, if it is whole. */
    Optional<PolicyRevision> read() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            String content = Files.readString(file, StandardCharsets.UTF_8);
            int end = content.indexOf('\n');
            String[] head = content.substring(0, Math.max(0, end)).split(" ", -1);
            String text = content.substring(end + 1);
            if (head.length == 2
                    && head[0].matches("[1-9][0-9]{0,17}")
                    && Sha256.of(text).equals(head[1])) {
                return Optional.of(new PolicyRevision(Long.parseLong(head[0]), text, head[1]));
            }
            LOG.error("{} is damaged and is not used", file);
        } catch (IOException | RuntimeException e) {
            LOG.error("{} cannot be read: {}", file, e.toString());
        }
        return Optional.empty();
    }

    /** Saves it, whole or not at all. */
    void write(PolicyRevision revision) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null && !Files.isDirectory(folder)) { // it may be a link to one
                Files.createDirectories(folder);
            }
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, revision.number() + " " + revision.sha256() + "\n" + revision.text());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException e) {
            LOG.error(
                    "{} cannot be written: a start without the database would find no policy: {}", file, e.toString());
        }
    }
}
