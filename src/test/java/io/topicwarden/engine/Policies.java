/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Client;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Role;
import io.topicwarden.policy.SourceSpan;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes policies of one role, {@code r}, and binds clients to them. */
final class Policies {

    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private static final String ROLE = "r";

    private Policies() {}

    /** What the client may do if it holds these permissions. */
    static ClientPermissions bind(Client client, Permissions... permissions) {
        return bind(client, number(List.of(permissions)));
    }

    static ClientPermissions bind(Client client, List<Permission> permissions) {
        return roleSet(permissions).bind(client, InstantSource.fixed(NOW));
    }

    static RoleSet roleSet(List<Permission> permissions) {
        Role role = new Role(ROLE, "", permissions, Optional.empty(), SourceSpan.startOf("policy.yaml"));
        Policy policy = new Policy(Map.of(ROLE, role), List.of(), List.of());
        return CompiledPolicy.of(policy).roleSet(Set.of(ROLE));
    }

    /** The permissions in the order given, each with its place: the first stands in line 10, the second in line 20. */
    static List<Permission> number(List<Permissions> permissions) {
        List<Permission> numbered = new ArrayList<>();
        for (Permissions permission : permissions) {
            numbered.add(permission.in(ROLE, numbered.size() + 1));
        }
        return numbered;
    }
}
