/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.DeniedPublish;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.Role;
import io.topicwarden.policy.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the {@code roles} of one file into those of the whole policy. */
final class RolesReader {

    private final Reading reading;
    private final Values values;
    private final PermissionReader permissions;
    private final Map<String, Role> roles;

    /**
     * @param roles those read so far, to which this file's are added
     * @param levels how many levels of topics the policy may still hold
     */
    RolesReader(Reading reading, Map<String, Role> roles, Allowance levels) {
        this.reading = reading;
        this.values = new Values(reading);
        this.permissions = new PermissionReader(reading, levels);
        this.roles = roles;
    }

    void read(Node.Entry section) {
        for (Node.Entry entry : values.named(section, "roles", Limits.MAX_STATEMENTS)) {
            values.parsed(entry.key(), Name::parse).ifPresent(name -> add(name, entry));
        }
    }

    private void add(String name, Node.Entry entry) {
        SourceSpan span = reading.span(entry.key());
        Role role = Fields.of(reading, entry.value(), KeyTable.ROLE, entry.key())
                .map(fields -> role(name, fields, span))
                .orElseGet(() -> new Role(name, "", List.of(), Optional.empty(), span));
        Role earlier = roles.putIfAbsent(name, role);
        if (earlier != null) {
            reading.report(
                    Code.DUPLICATE_ROLE,
                    entry.key(),
                    "role `" + name + "` is defined twice",
                    "it is also defined at " + earlier.span().fileAndLine() + "; rename or remove one of them");
        }
    }

    private Role role(String name, Fields fields, SourceSpan span) {
        String description = fields.find("description")
                .flatMap(entry -> values.text(entry.value(), Limits.MAX_PROSE_CHARACTERS))
                .orElse("");
        Optional<DeniedPublish> deniedPublish =
                fields.find("denied-publish").flatMap(entry -> values.choice(entry.value(), Words.DENIED_PUBLISH));
        List<Permission> read = fields.find("permissions")
                .map(entry -> permissions(name, entry))
                .orElse(List.of());
        return new Role(name, description, read, deniedPublish, span);
    }

    private List<Permission> permissions(String role, Node.Entry entry) {
        List<Node> items = values.list(entry, Limits.MAX_LEVELS);
        List<Permission> read = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            permissions.read(role, i + 1, items.get(i)).ifPresent(read::add);
        }
        return read;
    }
}
