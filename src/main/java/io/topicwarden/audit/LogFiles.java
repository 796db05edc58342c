/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of one log as a reader finds them, those rotated included.
 *
 * @param current the file that is being written; it need not exist
 */
public record LogFiles(Path current) {

    /** All of them, oldest first: by the sequence number of the first line, the one being written last. */
    public List<Path> inOrder() throws IOException {
        return since(Instant.MIN);
    }

    /** Those that can hold a record of {@code since} or later: a file was rotated after its last line was written. */
    public List<Path> since(Instant since) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(current.resolveSibling(""))) {
            for (Path file : new RotatedFiles(current).all()) {
                if (!Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                    files.add(file);
                }
            }
        }
        if (Files.isRegularFile(current)) {
            files.add(current);
        }
        return files;
    }

    /** What stays the same as long as {@code current} is the same file, whatever is added to it; empty if there is none. */
    public Optional<Object> currentKey() throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(current, BasicFileAttributes.class);
            @Nullable Object key = attributes.fileKey();
            return Optional.of(key == null ? attributes.creationTime() : key);
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }
}
