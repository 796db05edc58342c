/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Policy;
import io.topicwarden.policy.yaml.Loaded;
import io.topicwarden.policy.yaml.PolicyReader;
import io.topicwarden.policy.yaml.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Policies as operators write them. */
final class Yaml {

    private Yaml() {}

    /** The policy of these lines, after the version. */
    static Policy policy(String... lines) {
        String text = "version: 1\n" + String.join("\n", lines) + "\n";
        Loaded<Policy> loaded =
                PolicyReader.read(List.of(new SourceFile("policy.yaml", text.getBytes(StandardCharsets.UTF_8))));
        return loaded.value().orElseThrow(() -> new IllegalArgumentException(loaded.problems() + "\n" + text));
    }
}
