/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.conf;

import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Problem;
import io.topicwarden.policy.yaml.Loaded;
import io.topicwarden.policy.yaml.PolicyReader;
import io.topicwarden.policy.yaml.SourceFile;
import io.topicwarden.store.ReadResult;
import io.topicwarden.store.file.ConfFolder;
import io.topicwarden.store.file.ShadowFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A policy by itself, without settings and identities.
 *
 * @param policy what the files say
 * @param files their texts, in order
 */
public record PolicySource(Policy policy, List<SourceFile> files) {

    public PolicySource {
        files = List.copyOf(files);
    }

    /**
     * Reads one file as a whole policy, or of a folder {@code policy.yaml} and {@code policy.d/*.yaml}. The names of files in
     * problems are relative to the folder, or to the folder of the file.
     */
    public static Loaded<PolicySource> read(Path path) {
        return of(Files.isDirectory(path) ? new ConfFolder(path).readPolicy() : List.of(ConfFolder.readFile(path)));
    }

    /**
     * Reads the candidate in a folder, {@code policy.shadow.yaml} and {@code policy.shadow.d}, and of its policy the files in
     * whose place it has none. Empty if there is no candidate.
     */
    public static Optional<Loaded<PolicySource>> readShadow(Path folder) {
        ConfFolder conf = new ConfFolder(folder);
        ShadowFiles shadow = conf.readShadow();
        return shadow.isPresent() ? Optional.of(of(shadow.over(conf.readPolicy()))) : Optional.empty();
    }

    /** Reads the files of one policy, of which there must be one. */
    static Loaded<PolicySource> of(List<ReadResult> results) {
        List<Problem> problems = new ArrayList<>();
        List<SourceFile> files = new ArrayList<>();
        for (ReadResult result : results) {
            if (result instanceof ReadResult.Found found) {
                files.add(new SourceFile(found.bytes().file(), found.bytes().content()));
            } else if (result instanceof ReadResult.Failed failed) {
                problems.add(failed.problem());
            }
        }
        if (files.isEmpty()) {
            return new Loaded<>(Optional.empty(), problems);
        }
        Loaded<Policy> policy = PolicyReader.read(files);
        problems.addAll(policy.problems());
        return new Loaded<>(
                problems.isEmpty() ? policy.value().map(read -> new PolicySource(read, files)) : Optional.empty(),
                problems);
    }

    /** SHA-256 over the files, in lower-case hexadecimal: the {@code topicwarden.policy} of records. */
    public String hash() {
        return Sha256.ofPolicy(files);
    }
}
