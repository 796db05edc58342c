/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Replaces the content of a file at once: whoever reads it meanwhile finds the old content or the new one, and whatever goes
 * wrong leaves the old one. Permissions stay, and owner and group where that is possible.
 */
final class FileReplacement {

    /*
     * The lock holds off other runs of this tool from the last look at the old content until the new one is in its place.
     * It is on the file that will be gone then: who waited for it looks again by name, and finds other content.
     */

    /** Writes bytes to the disk; the one place where tests let it be full. */
    interface Output {
        void write(FileChannel to, byte[] content) throws IOException;
    }

    private final Path file;
    private final String shown;
    private final Output output;

    /** @param shown how the user calls it */
    FileReplacement(Path file, String shown) {
        this(file, shown, FileReplacement::writeAll);
    }

    FileReplacement(Path file, String shown, Output output) {
        this.file = file;
        this.shown = shown;
        this.output = output;
    }

    /**
     * Replaces the content; of a symbolic link, that of its target.
     *
     * @param old what the file must still hold
     */
    void replace(byte[] old, byte[] content) throws ToolException {
        try {
            replaceReal(file.toRealPath(), old, content);
        } catch (AccessDeniedException e) {
            throw cannotWrite("you may not write there", "run it as the user that the file belongs to");
        } catch (IOException e) {
            throw cannotWrite(String.valueOf(e.getMessage()), "the file is as it was");
        }
    }

    private void replaceReal(Path real, byte[] old, byte[] content) throws IOException, ToolException {
        try (FileChannel present = FileChannel.open(real, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Path folder = Objects.requireNonNull(real.getParent());
            Path written = Files.createTempFile(folder, "." + real.getFileName() + ".", ".new");
            try {
                written.toFile().deleteOnExit(); // should Ctrl-C come in between
                write(written, content);
                copyOwnership(real, written);
                present.lock();
                if (!Arrays.equals(Files.readAllBytes(real), old)) {
                    throw changed();
                }
                Files.move(written, real, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(written);
            }
            syncFolder(folder);
        } catch (OverlappingFileLockException e) {
            throw changed();
        }
    }

    private void write(Path to, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(to, StandardOpenOption.WRITE)) {
            output.write(channel, content);
            channel.force(true);
        }
    }

    private static void writeAll(FileChannel to, byte[] content) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    private void copyOwnership(Path from, Path to) throws IOException, ToolException {
        Optional<PosixFileAttributeView> view =
                Optional.ofNullable(Files.getFileAttributeView(to, PosixFileAttributeView.class));
        if (view.isEmpty()) {
            return;
        }
        PosixFileAttributes wanted = Files.readAttributes(from, PosixFileAttributes.class);
        PosixFileAttributes given = view.get().readAttributes();
        boolean owner = given.owner().equals(wanted.owner())
                || succeeds(() -> view.get().setOwner(wanted.owner()));
        boolean group = given.group().equals(wanted.group())
                || succeeds(() -> view.get().setGroup(wanted.group()));
        boolean readable = owner
                || (group && wanted.permissions().contains(PosixFilePermission.GROUP_READ))
                || wanted.permissions().contains(PosixFilePermission.OTHERS_READ);
        if (!readable) {
            throw cannotWrite(
                    "it belongs to `" + wanted.owner().getName() + "`, and would no longer be readable to that user",
                    "run it as that user: `sudo -u " + wanted.owner().getName() + " …`");
        }
        view.get().setPermissions(wanted.permissions());
    }

    private interface Step {
        void run() throws IOException;
    }

    private static boolean succeeds(Step step) {
        try {
            step.run();
            return true;
        } catch (IOException notPermitted) {
            return false;
        }
    }

    /** So that the new name survives a failure of the machine; where folders cannot be opened there is no need to. */
    private static void syncFolder(Path folder) {
        succeeds(() -> {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        });
    }

    private ToolException changed() {
        return new ToolException(
                ToolCode.FILES_CHANGING, "somebody else has just changed `" + shown + "`", "try again");
    }

    private ToolException cannotWrite(String why, String help) {
        return new ToolException(ToolCode.CANNOT_WRITE, "`" + shown + "` cannot be written: " + why, help);
    }
}
