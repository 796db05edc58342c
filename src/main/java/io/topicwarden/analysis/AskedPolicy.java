/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.engine.ClientPermissions;
import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.engine.Decision;
import io.topicwarden.engine.RoleSet;
import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.Block;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.ReasonCode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A policy that is asked what clients may do. Not thread-safe. */
public final class AskedPolicy {

    /** How many sets of roles are kept compiled. */
    private static final int ROLE_SETS = 100;

    /** Who was asked about last: policies can have long lists of identities, and records come client by client. */
    private record Held(Client client, Instant at, Set<String> roles) {}

    private final CompiledPolicy policy;
    private Optional<Held> last = Optional.empty();
    private Optional<ClientPermissions> permissionsOfLast = Optional.empty();
    private final Map<Set<String>, RoleSet> roleSets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Set<String>, RoleSet> eldest) {
            return size() > ROLE_SETS;
        }
    };

    public AskedPolicy(CompiledPolicy policy) {
        this.policy = policy;
    }

    /** Whether the client may do this at this instant, with the roles that it then holds; one that is blocked may nothing. */
    public Decision decide(Client client, Attempt attempt, Instant at) {
        return blocked(client, at).orElseGet(() -> permissionsOf(client, at).decide(attempt));
    }

    /** The refusal of a client that is blocked at this instant. */
    public Optional<Decision> blocked(Client client, Instant at) {
        return policy.policy().blockOf(client, at).map(AskedPolicy::refused);
    }

    /** What the client may do at this instant, blocks aside. */
    public ClientPermissions permissionsOf(Client client, Instant at) {
        Set<String> roles = rolesOf(client, at);
        ClientPermissions permissions = permissionsOfLast.orElseGet(
                () -> roleSets.computeIfAbsent(roles, policy::roleSet).bind(client, InstantSource.fixed(at)));
        permissionsOfLast = Optional.of(permissions);
        return permissions;
    }

    /** The names of the roles that the client holds at this instant. */
    public Set<String> rolesOf(Client client, Instant at) {
        Optional<Held> same =
                last.filter(held -> held.client().equals(client) && held.at().equals(at));
        if (same.isPresent()) {
            return same.get().roles();
        }
        Set<String> roles = policy.policy().rolesOf(client, at);
        last = Optional.of(new Held(client, at, roles));
        permissionsOfLast = Optional.empty();
        return roles;
    }

    private static Decision refused(Block block) {
        return refusal(ReasonCode.BLOCKED, block.message());
    }

    /** A refusal that no permission has to do with. */
    public static Decision refusal(ReasonCode code, String message) {
        return new Decision.Denied(code, message, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
