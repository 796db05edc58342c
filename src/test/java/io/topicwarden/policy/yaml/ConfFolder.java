/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.Identity;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.PolicyTests;
import io.topicwarden.policy.Problem;
import io.topicwarden.policy.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder read as {@code conf/}: those of the four files that are there. */
record ConfFolder(
        Optional<Loaded<Settings>> settings,
        Optional<Loaded<Policy>> policy,
        Optional<Loaded<Map<String, Identity>>> identities,
        Optional<Loaded<PolicyTests>> tests) {

    static ConfFolder of(Path folder) throws IOException {
        List<SourceFile> policies = new ArrayList<>(file(folder, "policy.yaml"));
        for (Path path : list(folder.resolve("policy.d"))) {
            policies.addAll(file(folder, "policy.d/" + path.getFileName()));
        }
        Optional<Set<String>> roles = policies.isEmpty() ? Optional.empty() : PolicyReader.roleNames(policies);
        return new ConfFolder(
                file(folder, "topicwarden.yaml").stream().findFirst().map(SettingsReader::read),
                policies.isEmpty() ? Optional.empty() : Optional.of(PolicyReader.read(policies)),
                file(folder, "identities.yaml").stream().findFirst().map(file -> IdentitiesReader.read(file, roles)),
                file(folder, "policy-tests.yaml").stream()
                        .findFirst()
                        .map(file -> PolicyTestsReader.read(file, roles)));
    }

    /** The folders of the corpus, in order of their names. */
    static List<Path> corpus() throws IOException {
        return list(repository().resolve("src/test/resources/corpus"));
    }

    static Path repository() {
        return Path.of(System.getProperty("topicwarden.repository"));
    }

    List<List<Problem>> problemsOfEachReader() {
        return List.of(
                settings.map(Loaded::problems).orElse(List.of()),
                policy.map(Loaded::problems).orElse(List.of()),
                identities.map(Loaded::problems).orElse(List.of()),
                tests.map(Loaded::problems).orElse(List.of()));
    }

    List<Problem> problems() {
        return problemsOfEachReader().stream().flatMap(List::stream).toList();
    }

    String problemsAsText() {
        return problems().stream()
                .map(problem -> ProblemPrinter.print(problem, "conf/") + "\n")
                .collect(Collectors.joining("\n"));
    }

    private static List<SourceFile> file(Path folder, String name) throws IOException {
        Path path = folder.resolve(name);
        return Files.isRegularFile(path) ? List.of(new SourceFile(name, Files.readAllBytes(path))) : List.of();
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        }
    }
}
