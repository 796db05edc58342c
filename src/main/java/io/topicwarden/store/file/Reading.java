/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.file;

import io.topicwarden.store.FileCode;
import io.topicwarden.store.ReadResult;
import io.topicwarden.store.SourceBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** One reading of several files: each bounded, and all together. */
final class Reading {

    private static final int MIB = 1 << 20;
    private static final int MAX_FILE = 64 * MIB;
    private static final int MAX_TOGETHER = 256 * MIB;

    private final Path conf;
    private final Instant now;
    private int left;

    Reading(Path conf, Instant now) {
        this(conf, now, MAX_TOGETHER);
    }

    /** With room for so many bytes in all files together. */
    Reading(Path conf, Instant now, int room) {
        this.conf = conf;
        this.now = now;
        this.left = room;
    }

    /** Reads a regular file to its end, whatever way leads to it. Throws nothing, and never waits for a writer. */
    ReadResult read(ConfFile file) {
        try {
            Path path = conf.resolve(file.name());
            FileState state = FileState.of(path, now);
            if (state instanceof FileState.Present present) {
                return present.isRegularFile() ? content(file, present.real()) : special(file, present);
            }
            return state instanceof FileState.Unknown unknown ? unreadable(file, unknown.why()) : missing(file, path);
        } catch (InvalidPathException e) {
            return unreadable(file, "this is no path");
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            return unreadable(file, Reason.of(e));
        }
    }

    /** Likewise, of a file that need not be there; a link to nothing is one that is. */
    Optional<ReadResult> readIfThere(ConfFile file) {
        Path path = conf.resolve(file.name());
        boolean absent = FileState.of(path, now) instanceof FileState.Missing && !Files.isSymbolicLink(path);
        return absent ? Optional.empty() : Optional.of(read(file));
    }

    /** A pipe would hold up whoever opens it, so only what was seen to be a regular file is opened, and no link. */
    private ReadResult content(ConfFile file, Path real) throws IOException {
        int limit = Math.min(MAX_FILE, left);
        try (InputStream in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
            byte[] content = in.readNBytes(limit + 1);
            if (content.length > limit) {
                return tooLarge(file, limit);
            }
            left -= content.length;
            return new ReadResult.Found(new SourceBytes(file.name(), content));
        }
    }

    private static ReadResult tooLarge(ConfFile file, int limit) {
        String message = limit == MAX_FILE
                ? "`" + file.name() + "` is larger than " + MAX_FILE / MIB + " MiB"
                : "with `" + file.name() + "` the files together are larger than " + MAX_TOGETHER / MIB + " MiB";
        return file.failed(FileCode.FILE_TOO_LARGE, message, "check that this is the file you mean");
    }

    private static ReadResult special(ConfFile file, FileState.Present present) {
        String kind = present.isDirectory() ? "a folder" : "a pipe, a socket or a device";
        return file.failed(
                FileCode.UNREADABLE_FILE,
                "`" + file.name() + "` is " + kind + ", not a file",
                "put a regular file, or a symbolic link to one, in its place");
    }

    private static ReadResult missing(ConfFile file, Path path) {
        boolean link = Files.isSymbolicLink(path);
        return file.failed(
                FileCode.MISSING_FILE,
                "`" + file.name() + (link ? "` is a symbolic link to nothing" : "` does not exist"),
                link ? "mend the link" : "create it, or check the name and the folder");
    }

    private static ReadResult unreadable(ConfFile file, String why) {
        return file.failed(
                FileCode.UNREADABLE_FILE,
                "`" + file.name() + "` cannot be read: " + why,
                "the user that runs HiveMQ must be able to read it");
    }
}
