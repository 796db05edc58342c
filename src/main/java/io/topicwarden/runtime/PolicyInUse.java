/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.topicwarden.engine.ClientPermissions;
import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.engine.RoleSet;
import io.topicwarden.policy.Assignment;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.ReasonCode;
import io.topicwarden.policy.When;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A compiled policy that clients are decided by. Immutable but for a cache of compiled role sets. */
final class PolicyInUse {

    /** How many different sets of roles are kept compiled; more of them are compiled again when needed. */
    private static final int ROLE_SETS = 1_000;

    private final CompiledPolicy policy;
    private final String hash;
    private final InstantSource time;
    private final boolean asksForNetworks;
    private final LoadingCache<Set<String>, RoleSet> roleSets;

    /**
     * @param hash SHA-256 over the policy's files, in lower-case hexadecimal
     * @param time asked when it matters which hour it is
     */
    PolicyInUse(CompiledPolicy policy, String hash, InstantSource time) {
        this.policy = policy;
        this.hash = hash;
        this.time = time;
        this.asksForNetworks =
                conditions(policy.policy()).anyMatch(when -> !when.network().isEmpty());
        this.roleSets = Caffeine.newBuilder()
                .maximumSize(ROLE_SETS)
                .executor(Runnable::run)
                .build(policy::roleSet);
    }

    CompiledPolicy policy() {
        return policy;
    }

    String hash() {
        return hash;
    }

    /** The block that refuses this client now. */
    Optional<Refusal> blockOf(Client client) {
        return policy.policy()
                .blockOf(client, time.instant())
                .map(block -> new Refusal(ReasonCode.BLOCKED, block.message()));
    }

    /** The roles that this client holds now. */
    Set<String> rolesOf(Client client) {
        return policy.policy().rolesOf(client, time.instant());
    }

    /** This client without its address, unless a condition asks for that: devices change theirs all the time. */
    Client asPoliciesSee(Client client) {
        return asksForNetworks ? client : client.withoutAddress();
    }

    private static Stream<When> conditions(Policy policy) {
        return Stream.concat(
                policy.assignments().stream().map(Assignment::when),
                policy.roles().values().stream()
                        .flatMap(role -> role.permissions().stream())
                        .map(permission -> permission.conditions().when()));
    }

    /** What this client may do, with the roles that it holds now. */
    ClientPermissions permissionsOf(Client client) {
        return roleSets.get(rolesOf(client)).bind(client, time);
    }
}
