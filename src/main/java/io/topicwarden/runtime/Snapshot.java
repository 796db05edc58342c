/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.topicwarden.engine.ClientPermissions;
import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.engine.RoleSet;
import io.topicwarden.identity.x509.CertificateVerifier;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.Identity;
import io.topicwarden.policy.Settings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that decisions depend on, as it was read at one moment: settings, identities, compiled policy and trust.
 * Immutable but for a cache of compiled role sets.
 */
public final class Snapshot {

    /** How many different sets of roles are kept compiled; more of them are compiled again when needed. */
    private static final int ROLE_SETS = 1_000;

    private final Settings settings;
    private final CompiledPolicy policy;
    private final Map<String, Identity> identities;
    private final CertificateVerifier certificates;
    private final String policyHash;
    private final InstantSource time;
    private final Instant loadedAt;
    private final LoadingCache<Set<String>, RoleSet> roleSets;

    /**
     * @param policyHash SHA-256 over the policy's files, in lower-case hexadecimal
     * @param time asked when it matters which hour it is
     */
    public Snapshot(
            Settings settings,
            CompiledPolicy policy,
            Map<String, Identity> identities,
            CertificateVerifier certificates,
            String policyHash,
            InstantSource time) {
        this.settings = settings;
        this.policy = policy;
        this.identities = Map.copyOf(identities);
        this.certificates = certificates;
        this.policyHash = policyHash;
        this.time = time;
        this.loadedAt = time.instant();
        this.roleSets = Caffeine.newBuilder()
                .maximumSize(ROLE_SETS)
                .executor(Runnable::run)
                .build(policy::roleSet);
    }

    public Settings settings() {
        return settings;
    }

    public CompiledPolicy policy() {
        return policy;
    }

    public CertificateVerifier certificates() {
        return certificates;
    }

    public String policyHash() {
        return policyHash;
    }

    public Instant loadedAt() {
        return loadedAt;
    }

    /** How many identities the store holds. */
    public int identityCount() {
        return identities.size();
    }

    /** The identity of this name, if the store holds it. */
    public Optional<Identity> identity(String name) {
        return Optional.ofNullable(identities.get(name));
    }

    /** The block that refuses this client now. */
    Optional<Refusal> blockOf(Client client) {
        return policy.policy()
                .blockOf(client, time.instant())
                .map(block -> new Refusal(
                        io.topicwarden.policy.ReasonCode.BLOCKED,
                        "blocked by " + block.span().fileAndLine() + ": " + block.reason()));
    }

    /** What this client may do, with the roles that it holds now. */
    ClientPermissions permissionsOf(Client client) {
        Set<String> roles = policy.policy().rolesOf(client, time.instant());
        return roleSets.get(roles).bind(client, time);
    }
}
