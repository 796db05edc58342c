/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.stream.Stream;

/** What the build of this repository has left for a broker to run with. */
public final class Repository {

    private Repository() {}

    /** The repository's root, from the system property {@code topicwarden.repository}. */
    public static Path root() {
        String root = System.getProperty("topicwarden.repository");
        if (root == null) {
            throw new IllegalStateException("the system property topicwarden.repository is not set");
        }
        return Path.of(root);
    }

    /** The newest packaged extension in {@code target/}. */
    public static Path extensionZip() {
        try (Stream<Path> files = Files.list(root().resolve("target"))) {
            return files.filter(Repository::isExtensionZip)
                    .max(Comparator.comparing(Repository::lastModified))
                    .orElseThrow(() -> new IllegalStateException("no target/topicwarden-*.zip: run mvn package"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The broker's class path, resolved apart from the tests' own. */
    public static String brokerClassPath() {
        Path file = root().resolve("integration-tests/broker/target/broker.classpath");
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isExtensionZip(Path file) {
        return file.getFileName().toString().matches("topicwarden-.*\\.zip");
    }

    private static FileTime lastModified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
