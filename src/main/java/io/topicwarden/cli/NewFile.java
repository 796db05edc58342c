/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that a command makes, whole or not at all. */
final class NewFile {

    private NewFile() {}

    /** Fails if the file exists and may not be overwritten. */
    static void refuseToOverwrite(Console console, Path file, boolean force) throws ToolException {
        if (!force && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ToolException(
                    ToolCode.FILE_EXISTS,
                    "`" + console.shown(file) + "` exists, and nothing was written",
                    "name another folder with -o DIR, or overwrite with --force");
        }
    }

    /** Writes it, and its folder if that does not exist. */
    static void write(Console console, Path file, String text, String permissions) throws ToolException {
        try {
            Path folder = file.resolveSibling(".").normalize();
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, ".new", ".yaml");
            Files.writeString(draft, text);
            if (draft.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString(permissions));
            }
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ToolException(
                    ToolCode.CANNOT_WRITE,
                    "`" + console.shown(file) + "` cannot be written",
                    "check the folder and its permissions");
        }
    }
}
