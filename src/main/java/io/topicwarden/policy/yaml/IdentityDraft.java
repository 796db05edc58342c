/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.Identity;
import io.topicwarden.policy.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An identity as somebody wants it to be, not checked yet.
 *
 * @param name its name
 * @param password the hash of its password
 * @param roles the roles that it holds by itself
 * @param attributes each with one or more values
 * @param enabled whether it may connect
 */
public record IdentityDraft(
        String name,
        Optional<String> password,
        List<String> roles,
        Map<String, List<String>> attributes,
        boolean enabled) {

    public IdentityDraft {
        roles = List.copyOf(roles);
        attributes = Map.copyOf(attributes);
    }

    /** One that has a name and nothing else. */
    public static IdentityDraft named(String name) {
        return new IdentityDraft(name, Optional.empty(), List.of(), Map.of(), true);
    }

    public static IdentityDraft of(Identity identity) {
        return new IdentityDraft(
                identity.name(),
                identity.password().map(PasswordHash::encoded),
                identity.roles().stream().sorted().toList(),
                identity.attributes(),
                identity.enabled());
    }

    public IdentityDraft withPassword(Optional<String> hash) {
        return new IdentityDraft(name, hash, roles, attributes, enabled);
    }

    public IdentityDraft withRoles(List<String> others) {
        return new IdentityDraft(name, password, others, attributes, enabled);
    }

    public IdentityDraft withAttributes(Map<String, List<String>> others) {
        return new IdentityDraft(name, password, roles, others, enabled);
    }

    public IdentityDraft withEnabled(boolean now) {
        return new IdentityDraft(name, password, roles, attributes, now);
    }

    /** As {@code identities.yaml} would hold it: a file of its own. */
    public String text() {
        StringBuilder text = new StringBuilder("version: 1\nidentities:\n  " + WrittenText.of(name) + ":");
        boolean bare = password.isEmpty() && roles.isEmpty() && attributes.isEmpty() && enabled;
        text.append(bare ? " {}\n" : "\n");
        password.ifPresent(hash -> line(text, "password", WrittenText.quoted(hash)));
        if (!roles.isEmpty()) {
            line(text, "roles", WrittenText.list(roles));
        }
        if (!attributes.isEmpty()) {
            line(text, "attributes", attributesText());
        }
        if (!enabled) {
            line(text, "enabled", "false");
        }
        return text.toString();
    }

    /**
     * What it is if it is valid, checked by the rules of {@code identities.yaml}; problems point into {@link #text}.
     *
     * @param file what the text is called in problems
     * @param knownRoles the roles that are defined; empty if that cannot be told, and then any name is taken
     */
    public Loaded<Identity> checked(String file, Optional<Set<String>> knownRoles) {
        Loaded<Map<String, Identity>> read =
                IdentitiesReader.read(new SourceFile(file, text().getBytes(StandardCharsets.UTF_8)), knownRoles);
        return new Loaded<>(read.value().map(identities -> identities.get(name)), read.problems());
    }

    private String attributesText() {
        return new TreeMap<>(attributes)
                .entrySet().stream()
                        .map(entry -> WrittenText.of(entry.getKey()) + ": " + WrittenText.list(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append("    ").append(key).append(": ").append(value).append('\n');
    }
}
