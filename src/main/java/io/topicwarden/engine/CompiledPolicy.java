/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A policy made ready for decisions. Immutable and safe for use by all threads. */
public final class CompiledPolicy {

    private final Policy policy;

    private CompiledPolicy(Policy policy) {
        this.policy = policy;
    }

    /** Compiles a policy. */
    public static CompiledPolicy of(Policy policy) {
        return new CompiledPolicy(policy);
    }

    /** The policy it was made of. */
    public Policy policy() {
        return policy;
    }

    /**
     * The permissions of these roles together, made ready; names that the policy does not define add nothing. Takes time
     * in proportion to the permissions, so callers keep the result and share it between clients.
     */
    public RoleSet roleSet(Set<String> roles) {
        List<Role> held = policy.roles().entrySet().stream()
                .filter(role -> roles.contains(role.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        return new RoleSet(held);
    }
}
