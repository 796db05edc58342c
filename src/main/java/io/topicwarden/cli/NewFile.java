/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that a command makes: written whole or not at all, and in place of another only where that was asked for. */
record NewFile(Console console, Path file) {

    /**
     * Refuses to take the place of a file that exists.
     *
     * @param help how to name another one
     */
    void refuseToOverwrite(String help) throws ToolException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ToolException(
                    ToolCode.FILE_EXISTS,
                    "`" + console.shown(file) + "` exists, and nothing was written",
                    help + ", or overwrite with --force");
        }
    }

    /** @param permissions as {@code rw-r-----} */
    void write(String text, String permissions) throws ToolException {
        try {
            Path folder = file.resolveSibling(".").normalize();
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, ".new", ".tmp");
            try {
                Files.writeString(draft, text);
                if (draft.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString(permissions));
                }
                Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new ToolException(
                    ToolCode.CANNOT_WRITE,
                    "`" + console.shown(file) + "` cannot be written",
                    "check the folder and its permissions");
        }
    }
}
