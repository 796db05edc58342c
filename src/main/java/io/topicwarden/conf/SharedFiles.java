/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.conf;

import io.topicwarden.policy.Problem;
import io.topicwarden.policy.SourceSpan;
import io.topicwarden.policy.yaml.SourceFile;
import io.topicwarden.store.FileCode;
import io.topicwarden.store.PolicyRevision;
import io.topicwarden.store.ReadResult;
import io.topicwarden.store.file.ConfFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files that count where a database holds policy and identities: the settings, and what they name. */
record SharedFiles(ConfFiles files, Optional<PolicyRevision> revision) {

    /** The revision as a file, under the name that problems and records give it. */
    Optional<SourceFile> policy() {
        return revision.map(known ->
                new SourceFile("policy revision " + known.number(), known.text().getBytes(StandardCharsets.UTF_8)));
    }

    List<Problem> problems() {
        List<ReadResult> counting = new ArrayList<>(List.of(files.settings()));
        counting.addAll(files.named().values());
        List<Problem> problems = new ArrayList<>();
        for (ReadResult result : counting) {
            if (result instanceof ReadResult.Failed failed) {
                problems.add(failed.problem());
            }
        }
        if (revision.isEmpty()) {
            problems.add(ConfLoader.problem(
                    FileCode.NO_POLICY_REVISION.toString(),
                    "the database that these settings name has not told of a policy",
                    SourceSpan.startOf("topicwarden.yaml"),
                    "see whether the database can be reached, and run `topicwarden store push`"));
        }
        return problems;
    }

    String hash() {
        return Sha256.of(Sha256.of(files) + revision.map(PolicyRevision::sha256).orElse(""));
    }
}
