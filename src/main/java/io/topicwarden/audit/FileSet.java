/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import io.topicwarden.policy.LogSettings;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** The files of one log, in which lines are numbered without gaps from 1. For one thread. */
final class FileSet implements Closeable {

    private static final FileAttribute<?>[] DIRECTORY = permissions("rwxr-x---");
    private static final FileAttribute<?>[] FILE = permissions("rw-r-----");

    private final Path path;
    private final RotatedFiles rotated;
    private final AppendFile.Opener opener;
    private final InstantSource time;
    private final FailurePeriod rotation;

    private LogSettings settings;
    private Optional<AppendFile> file = Optional.empty();
    private Optional<Object> fileKey = Optional.empty();
    private OptionalLong next = OptionalLong.empty();
    private long first;
    private long length;
    private boolean hasHalfLines;

    FileSet(Path path, LogSettings settings, Surroundings surroundings, FailurePeriod rotation) {
        this.path = path;
        this.settings = settings;
        this.rotated = new RotatedFiles(path);
        this.opener = surroundings.opener();
        this.time = surroundings.time();
        this.rotation = rotation;
    }

    Path path() {
        return path;
    }

    /** Sets other limits. */
    void limit(LogSettings limits) {
        boolean fewer = limits.keep() < settings.keep();
        settings = limits;
        if (fewer) {
            keepNewest();
        }
    }

    /** Makes the file ready, also when somebody renamed, deleted or cut it; later lines go to a new one of its name. */
    void ready() throws IOException {
        if (file.isPresent() && !isAsWeLeftIt()) {
            close();
        }
        if (file.isEmpty()) {
            open();
        }
    }

    /** Begins a new file if so many bytes more are too many. */
    void makeRoom(long bytes) throws IOException {
        if (length == 0 || length + bytes <= settings.rotateAt()) {
            return;
        }
        close();
        try {
            rotated.rotate(first, time.instant());
            rotated.keepNewest(settings.keep());
            rotation.succeeded(0);
        } catch (IOException e) {
            rotation.failed(e); // files too long or too many are better than none
        }
        open();
    }

    /** How many bytes may follow before a new file is begun, or 0. */
    long room() {
        return Math.max(0, settings.rotateAt() - length);
    }

    /** The number of the next line; known once {@link #ready}. */
    long nextSequence() {
        return next.orElse(1);
    }

    /** Whether the next line is the first of its file. */
    boolean isEmpty() {
        return length == 0;
    }

    /** Has what was written put on the disk itself. */
    void force() throws IOException {
        if (file.isPresent()) {
            file.get().force();
        }
    }

    /** Writes whole lines: all of them, or after an exception none. */
    void append(ByteBuffer bytes, int lines) throws IOException {
        AppendFile open = file.orElseThrow(() -> new IOException("`" + path + "` is not open"));
        int size = bytes.remaining();
        hasHalfLines = true;
        try {
            open.write(bytes);
        } catch (IOException | RuntimeException | Error e) {
            removeHalfLines(open);
            close();
            throw e;
        }
        hasHalfLines = false;
        length += size;
        next = OptionalLong.of(nextSequence() + lines);
    }

    @Override
    public void close() {
        Optional<AppendFile> open = file;
        file = Optional.empty();
        try {
            if (open.isPresent()) {
                open.get().close();
            }
        } catch (IOException e) {
            rotation.repaired("`" + path + "` did not close: " + e.getMessage());
        }
    }

    private boolean isAsWeLeftIt() throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return now.size() == length && fileKey.equals(Optional.ofNullable(now.fileKey()));
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private void open() throws IOException {
        makeFolder(path, DIRECTORY);
        if (Files.exists(path)) {
            inspect();
        }
        if (next.isEmpty()) {
            next = OptionalLong.of(lastOfSiblings() + 1);
        }
        begin(opener.open(path, FILE));
    }

    private void begin(AppendFile opened) throws IOException {
        file = Optional.of(opened);
        length = opened.size();
        fileKey = keyOf(path);
        hasHalfLines = false;
        first = length == 0 ? nextSequence() : Tail.firstSequence(path).orElse(nextSequence());
    }

    /** Looks at what is there already: cuts what is half, puts aside what is not ours, and goes on counting. */
    private void inspect() throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException("`" + path + "` is not a regular file");
        }
        if (hasHalfLines && keyOf(path).equals(fileKey)) {
            truncate(length);
        }
        Tail tail = Tail.of(path);
        if (next.isEmpty() && tail.sequence().isPresent()) {
            next = OptionalLong.of(tail.sequence().getAsLong() + 1);
        }
        switch (tail.state()) {
            case WHOLE -> {}
            case TORN -> {
                truncate(tail.complete());
                rotation.repaired("the last line of `" + path + "` was written by half and has been cut off");
            }
            case FOREIGN -> {
                rotated.rotate(Tail.firstSequence(path).orElse(next.orElse(0)), time.instant());
                rotation.repaired("the end of `" + path + "` is not a line of this log; the file has been put aside");
            }
        }
    }

    private void truncate(long size) throws IOException {
        try (AppendFile open = opener.open(path, FILE)) {
            if (size < open.size()) {
                open.truncate(size);
            }
        }
    }

    private void removeHalfLines(AppendFile open) {
        try {
            open.truncate(length);
            hasHalfLines = false;
        } catch (IOException | RuntimeException e) {
            // tried again before the next line, see inspect
        }
    }

    private long lastOfSiblings() throws IOException {
        long last = 0;
        for (Path sibling : rotated.siblings()) {
            try {
                last = Math.max(last, Tail.of(sibling).sequence().orElse(0));
            } catch (IOException e) {
                rotation.repaired("`" + sibling + "` cannot be read, numbers go on from the other files");
            }
        }
        return last;
    }

    private void keepNewest() {
        try {
            rotated.keepNewest(settings.keep());
        } catch (IOException e) {
            rotation.failed(e);
        }
    }

    private static Optional<Object> keyOf(Path path) throws IOException {
        return Optional.ofNullable(
                Files.readAttributes(path, BasicFileAttributes.class).fileKey());
    }

    /** Makes the folder of a file unless it is there; for createDirectories of older JDKs (17 before 17.0.14, 18, 19) a link is none. */
    static void makeFolder(Path file, FileAttribute<?>... attributes) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, attributes);
        }
    }

    /** So that files are made with these permissions, where there are such. */
    static FileAttribute<?>[] permissions(String text) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))}
                : new FileAttribute<?>[0];
    }
}
