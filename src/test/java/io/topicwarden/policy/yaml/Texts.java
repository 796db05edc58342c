/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.Identity;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Problem;
import io.topicwarden.policy.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Files from texts, for tests. */
final class Texts {

    private Texts() {}

    static SourceFile file(String name, String text) {
        return new SourceFile(name, text.getBytes(StandardCharsets.UTF_8));
    }

    static Loaded<Policy> policy(String text) {
        return PolicyReader.read(List.of(file("policy.yaml", text)));
    }

    /** A policy with one role of one permission, given as the lines of its mapping without indentation. */
    static Loaded<Policy> permission(String lines) {
        return policy("version: 1\nroles:\n  a:\n    permissions:\n      -\n" + lines.indent(8));
    }

    static Loaded<Settings> settings(String text) {
        return SettingsReader.read(file("topicwarden.yaml", text));
    }

    static Loaded<Map<String, Identity>> identities(String text) {
        return IdentitiesReader.read(file("identities.yaml", text), Optional.empty());
    }

    static List<String> codes(Loaded<?> loaded) {
        return loaded.problems().stream().map(Problem::code).toList();
    }

    /** What stands under a key that must be there. */
    static <T> T entry(Map<String, T> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }
}
