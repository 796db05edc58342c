/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of one run, made afresh; only a folder that an earlier run made is ever emptied. */
final class DemoFolder {

    private static final String MARK = ".topicwarden-demo";

    private DemoFolder() {}

    static Path prepare(Path folder) throws IOException, DemoException {
        if (Files.exists(folder)) {
            empty(folder);
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(MARK), "made by ./demo, emptied by its next run\n");
        return folder.toRealPath();
    }

    private static void empty(Path folder) throws IOException, DemoException {
        if (!Files.isDirectory(folder)) {
            throw new DemoException(folder + " is not a folder; choose another with --dir");
        }
        List<Path> content = content(folder);
        if (!content.isEmpty() && !content.contains(folder.resolve(MARK))) {
            throw new DemoException(folder + " holds files that are not the demo's; choose another with --dir");
        }
        for (Path file : content) {
            Files.delete(file);
        }
    }

    /** What is in it, files before their folders. */
    private static List<Path> content(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !file.equals(folder))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }
}
