/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.migrate;

import io.topicwarden.cli.yaml.YamlText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A policy and identities being written. */
final class Draft {

    /**
     * A user to be written.
     *
     * @param roles what it holds
     * @param enabled whether it may connect
     * @param comment about its password
     */
    private record User(List<String> roles, boolean enabled, String comment) {}

    private final String source;
    private final Map<String, List<DraftPermission>> roles = new LinkedHashMap<>();
    private final Map<String, List<NameGuard>> guards = new LinkedHashMap<>();
    private final Map<String, User> users = new LinkedHashMap<>();
    private final List<String> everybody = new ArrayList<>();

    /** @param source the imported file's name */
    Draft(String source) {
        this.source = source;
    }

    /** A role; one without a permission to be written is left out, its comments aside. */
    void role(String name, List<DraftPermission> permissions) {
        roles.put(name, List.copyOf(permissions));
    }

    /** Likewise, with what keeps some clients from it. */
    void role(String name, List<DraftPermission> permissions, List<NameGuard> guarded) {
        role(name, permissions);
        guards.put(name, List.copyOf(guarded));
    }

    /** Assigns a role to every client. */
    void toEverybody(String role) {
        everybody.add(role);
    }

    void user(String name, Collection<String> held, boolean enabled, String comment) {
        users.put(name, new User(held.stream().filter(this::isWritten).toList(), enabled, comment));
    }

    private boolean isWritten(String role) {
        return roles.getOrDefault(role, List.of()).stream().anyMatch(DraftPermission::isWritten);
    }

    String policy() {
        StringBuilder yaml = new StringBuilder("# yaml-language-server: $schema=schema/policy.schema.json\n#\n")
                .append(YamlText.comment(
                        "Imported from " + source + " by `topicwarden import`. Review it: reasons that read"))
                .append("\n# \"imported from\" stand for reasons that nobody has given yet.\nversion: 1\n\n");
        if (roles.keySet().stream().noneMatch(this::isWritten)) {
            yaml.append("roles: {}\n");
        } else {
            yaml.append("roles:\n");
        }
        roles.forEach((name, permissions) -> role(yaml, name, permissions));
        List<String> assigned = everybody.stream().filter(this::isWritten).toList();
        if (!assigned.isEmpty()) {
            yaml.append("\nassignments:\n  - roles: ")
                    .append(YamlText.list(assigned))
                    .append("\n    when: {identity: \"*\"}\n");
        }
        return yaml.toString();
    }

    private void role(StringBuilder yaml, String name, List<DraftPermission> permissions) {
        if (isWritten(name)) {
            yaml.append("  ").append(YamlText.quoted(name)).append(":\n    permissions:\n");
        } else if (!permissions.isEmpty()) {
            yaml.append("  ")
                    .append(YamlText.comment("of role " + name + " nothing could be carried over:"))
                    .append('\n');
        }
        permissions.forEach(permission -> permission.write(yaml));
        guards.getOrDefault(name, List.of()).forEach(guard -> guard.write(yaml));
    }

    String identities() {
        StringBuilder yaml = new StringBuilder("# yaml-language-server: $schema=schema/identities.schema.json\n#\n")
                .append(YamlText.comment("Imported from " + source
                        + ". Nobody has a password yet: `topicwarden passwd NAME` sets" + " one."))
                .append("\nversion: 1\n\n");
        yaml.append(users.isEmpty() ? "identities: {}\n" : "identities:\n");
        users.forEach((name, user) -> {
            yaml.append("  ").append(YamlText.comment(user.comment())).append('\n');
            yaml.append("  ").append(YamlText.quoted(name)).append(": {");
            if (!user.roles().isEmpty()) {
                yaml.append("roles: ").append(YamlText.list(user.roles()));
            }
            if (!user.enabled()) {
                yaml.append(user.roles().isEmpty() ? "" : ", ").append("enabled: false");
            }
            yaml.append("}\n");
        });
        return yaml.toString();
    }
}
