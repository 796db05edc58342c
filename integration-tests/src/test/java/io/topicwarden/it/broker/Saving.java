/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/** The ways in which operators, their editors and Kubernetes save a file. */
public enum Saving {
    /** As editors do: a new file renamed over the old one. */
    RENAME_INTO_PLACE {
        @Override
        void save(Path file, byte[] content) throws IOException {
            Path fresh = Files.write(file.resolveSibling("." + file.getFileName() + ".swp"), content);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    },
    /** As a shell does: emptied, then written in two parts. */
    TRUNCATE_AND_WRITE {
        @Override
        void save(Path file, byte[] content) throws IOException {
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                int half = content.length / 2;
                channel.write(ByteBuffer.wrap(content, 0, half));
                channel.force(true);
                channel.write(ByteBuffer.wrap(content, half, content.length - half));
            }
        }
    },
    /** As a Kubernetes ConfigMap: the file is a link through {@code ..data}, which is swapped. */
    SYMLINK_SWAP {
        @Override
        void save(Path file, byte[] content) throws IOException {
            Path folder = file.resolveSibling("");
            Path version = Files.createTempDirectory(folder, "..version-");
            Files.write(version.resolve(file.getFileName()), content);
            swap(folder.resolve("..data"), version.getFileName());
            if (!Files.isSymbolicLink(file)) {
                Files.delete(file);
                Files.createSymbolicLink(file, Path.of("..data").resolve(file.getFileName()));
            }
        }

        private void swap(Path link, Path target) throws IOException {
            Path fresh = link.resolveSibling("..data_tmp");
            Files.deleteIfExists(fresh);
            Files.createSymbolicLink(fresh, target);
            Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    };

    abstract void save(Path file, byte[] content) throws IOException;

    /** Saves a text. */
    public void save(Path file, String text) {
        try {
            save(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the file holds this text already. */
    public static boolean holds(Path file, String text) {
        try {
            return Files.readString(file).equals(text);
        } catch (IOException e) {
            return false;
        }
    }

    /** Deletes the file. */
    public static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a folder in its place. */
    public static void replaceByFolder(Path file) {
        try {
            Files.delete(file);
            Files.createDirectory(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes bytes that are no text. */
    public static void junk(Path file) {
        byte[] bytes = new byte[4096];
        new Random(7).nextBytes(bytes);
        try {
            RENAME_INTO_PLACE.save(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
