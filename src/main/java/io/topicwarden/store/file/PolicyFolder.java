/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.file;

import io.topicwarden.store.FileCode;
import io.topicwarden.store.ReadResult;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What {@code policy.d} or {@code policy.shadow.d} lists.
 *
 * @param files the policy files, in the order of their names
 * @param failures what is wrong with the folder; then {@code files} may not be all
 */
record PolicyFolder(List<ConfFile> files, List<ReadResult.Failed> failures) {

    private static final int MAX_FILES = 1_000;
    private static final int MAX_ENTRIES = 10_000;

    /** Lists the folder of this name; one that does not exist is empty. Throws nothing. */
    static PolicyFolder list(Path conf, String name) {
        Path folder = conf.resolve(name);
        ConfFile itself = ConfFile.of(name);
        try {
            return of(itself, names(folder));
        } catch (NoSuchFileException e) {
            return Files.isSymbolicLink(folder)
                    ? failed(itself, "is a symbolic link to nothing")
                    : new PolicyFolder(List.of(), List.of());
        } catch (IOException | RuntimeException e) {
            return failed(itself, Files.isDirectory(folder) ? "cannot be listed: " + Reason.of(e) : "is not a folder");
        }
    }

    /** At most one name more than is permitted. */
    private static List<String> names(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.toRealPath())) {
            for (Path entry : entries) {
                names.add(String.valueOf(entry.getFileName()));
                if (names.size() > MAX_ENTRIES) {
                    break;
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(names);
        return names;
    }

    private static PolicyFolder of(ConfFile itself, List<String> names) {
        List<ConfFile> files = new ArrayList<>();
        List<ReadResult.Failed> failures = new ArrayList<>();
        for (String name : names) {
            if (isLeftover(name)) {
                continue;
            }
            ConfFile file = ConfFile.of(itself.name() + "/" + name);
            if (name.endsWith(".yaml")) {
                files.add(file);
            } else if (isMisnamed(name)) {
                failures.add(file.failed(
                        FileCode.MISNAMED_FILE,
                        "`" + file.name() + "` would not be read",
                        "a policy file's name ends in `.yaml`"));
            }
        }
        return names.size() > MAX_ENTRIES || files.size() > MAX_FILES
                ? tooMany(itself)
                : new PolicyFolder(files, failures);
    }

    /** Hidden files (Kubernetes' {@code ..data} and Vim's {@code .a.yaml.swp} among them) and Emacs' {@code #a.yaml#}. */
    private static boolean isLeftover(String name) {
        return name.startsWith(".") || name.startsWith("#");
    }

    /** A deny that silently is not read would be an open door. */
    private static boolean isMisnamed(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".yaml") || lower.endsWith(".yml") || lower.endsWith(".json");
    }

    private static PolicyFolder tooMany(ConfFile itself) {
        return new PolicyFolder(
                List.of(),
                List.of(itself.failed(
                        FileCode.TOO_MANY_FILES,
                        "`" + itself.name() + "` holds more than " + MAX_FILES + " policy files",
                        "put several roles into one file")));
    }

    private static PolicyFolder failed(ConfFile itself, String what) {
        return new PolicyFolder(
                List.of(),
                List.of(itself.failed(
                        FileCode.UNREADABLE_FILE,
                        "`" + itself.name() + "` " + what,
                        "it must be a folder that the user that runs HiveMQ can list, or not exist")));
    }
}
