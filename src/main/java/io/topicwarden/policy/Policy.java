/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A whole valid policy. What is missing from it permits nothing.
 *
 * @param roles by name
 * @param assignments who holds which roles
 * @param blocks who may not connect
 */
public record Policy(Map<String, Role> roles, List<Assignment> assignments, List<Block> blocks) {

    /** The policy that permits nothing. */
    public static final Policy EMPTY = new Policy(Map.of(), List.of(), List.of());

    public Policy {
        roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
        assignments = List.copyOf(assignments);
        blocks = List.copyOf(blocks);
    }

    /** The names of the roles that a client holds, by assignment and by its identity, in order of their names. */
    public Set<String> rolesOf(Client client, Instant now) {
        Set<String> held = new TreeSet<>(client.roles());
        for (Assignment assignment : assignments) {
            if (assignment.when().holds(client, now)) {
                held.addAll(assignment.roles());
            }
        }
        held.retainAll(roles.keySet());
        return held;
    }

    /** The first block that refuses this client, if one does. */
    public Optional<Block> blockOf(Client client, Instant now) {
        for (Block block : blocks) {
            if (block.holds(client, now)) {
                return Optional.of(block);
            }
        }
        return Optional.empty();
    }
}
