/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.policy.SourceSpan;
import io.topicwarden.policy.yaml.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that findings are in, and their lines. */
final class FindingPlaces {

    /** Its lines may hold password hashes, which are nobody's business. */
    private static final String IDENTITIES = "identities.yaml";

    private final Map<String, List<String>> policy = new HashMap<>();
    private final String policyDirectory;
    private final Optional<Path> folder;
    private final String directory;

    private FindingPlaces(ConfOptions.Selection read, Optional<Path> folder, String directory) {
        read.policyFiles().forEach(file -> policy.put(file.file(), lines(file)));
        this.policyDirectory = read.policyDirectory();
        this.folder = folder;
        this.directory = directory;
    }

    static FindingPlaces of(Console console, ConfOptions files, ConfOptions.Selection read) throws ToolException {
        if (read.settings().isEmpty()) {
            return new FindingPlaces(read, Optional.empty(), "");
        }
        Path folder = files.folder(console);
        return new FindingPlaces(read, Optional.of(folder), ConfOptions.directoryOf(console, folder));
    }

    private static List<String> lines(SourceFile file) {
        return new String(file.content(), StandardCharsets.UTF_8).lines().toList();
    }

    /** What stands before a file's name when it is shown. */
    String directory(SourceSpan span) {
        return policy.containsKey(span.file()) ? policyDirectory : directory;
    }

    /** The whole line; empty if it is not to be shown. */
    String line(SourceSpan span) {
        List<String> known = policy.get(span.file());
        List<String> lines = known != null ? known : readLines(span.file());
        return span.line() <= lines.size() ? lines.get(span.line() - 1) : "";
    }

    private List<String> readLines(String file) {
        try {
            return folder.isEmpty() || file.equals(IDENTITIES)
                    ? List.of()
                    : Files.readAllLines(folder.get().resolve(file));
        } catch (IOException e) {
            return List.of(); // the line is only for show
        }
    }
}
