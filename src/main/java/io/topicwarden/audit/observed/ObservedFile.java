/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.observed;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The file of what was seen, replaced as a whole each time, so that no reader meets a part of it. */
public final class ObservedFile {

    private ObservedFile() {}

    /**
     * Reads it.
     *
     * @throws ObservedFormatException if it is not such a file, or not all of one
     */
    public static Observed read(Path file) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return new ObservedReader(in).read();
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new ObservedFormatException("it is not UTF-8");
        }
    }

    /** Replaces it. Readable by the broker's user and group only: it says who does what. */
    static void write(Path file, Observed observed) throws IOException {
        Path folder = file.resolveSibling("");
        if (!Files.isDirectory(folder)) { // it may be a link to one
            Files.createDirectories(folder);
        }
        Path draft = file.resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        try (FileChannel channel = FileChannel.open(
                draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), permissions())) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            new ObservedWriter(out).write(observed);
            out.flush();
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] permissions() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"))
                }
                : new FileAttribute<?>[0];
    }
}
