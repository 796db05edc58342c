/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** How a file looks from outside, without opening it. Two looks at a file are equal unless it changed between them. */
sealed interface FileState {

    /**
     * Something is there.
     *
     * @param real its path with every symbolic link resolved
     * @param attributes size, times and identity, as far as the file system tells
     * @param fresh whether it changed so lately that another change could bear the same times: once it is no longer fresh
     *     the look differs, and whoever polls reads it once more
     */
    record Present(Path real, Map<String, Object> attributes, boolean fresh) implements FileState {

        @Override
        public Present aged() {
            return new Present(real, attributes, false);
        }

        boolean isRegularFile() {
            return Boolean.TRUE.equals(attributes.get("isRegularFile"));
        }

        boolean isDirectory() {
            return Boolean.TRUE.equals(attributes.get("isDirectory"));
        }
    }

    /** Nothing is there. */
    record Missing() implements FileState {}

    /**
     * It cannot be looked at.
     *
     * @param why in the words of the operating system
     */
    record Unknown(String why) implements FileState {}

    /** The same, as it looks once it is no longer fresh. */
    default FileState aged() {
        return this;
    }

    /** Coarser than the times of any file system in use: FAT counts in steps of two seconds. */
    Duration FRESH = Duration.ofSeconds(2);

    static FileState of(Path path, Instant now) {
        try {
            Path real = path.toRealPath();
            Map<String, Object> attributes =
                    Map.copyOf(Files.readAttributes(real, attributesOf(real), LinkOption.NOFOLLOW_LINKS));
            return new Present(real, attributes, isFresh(attributes, now));
        } catch (NoSuchFileException e) {
            return new Missing();
        } catch (IOException | RuntimeException e) {
            return new Unknown(Reason.of(e));
        }
    }

    private static String attributesOf(Path path) {
        String everywhere = "isRegularFile,isDirectory,size,lastModifiedTime";
        boolean unix = path.getFileSystem().supportedFileAttributeViews().contains("unix");
        return unix ? "unix:" + everywhere + ",ino,dev,ctime" : everywhere;
    }

    private static boolean isFresh(Map<String, Object> attributes, Instant now) {
        return attributes.values().stream()
                .anyMatch(value -> value instanceof FileTime time
                        && time.toInstant().plus(FRESH).isAfter(now));
    }
}
