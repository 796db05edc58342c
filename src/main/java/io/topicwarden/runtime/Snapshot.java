/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.conf.Configuration;
import io.topicwarden.engine.ClientPermissions;
import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.identity.x509.CertificateVerifier;
import io.topicwarden.policy.Block;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.DeniedPublish;
import io.topicwarden.policy.Identity;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.Role;
import io.topicwarden.policy.Settings;
import io.topicwarden.policy.TimeWindow;
import io.topicwarden.store.FixedIdentities;
import io.topicwarden.store.IdentitySlot;
import io.topicwarden.store.IdentitySource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that decisions depend on, as it was read at one moment: settings, identities, compiled policy and trust.
 * Immutable but for a cache of compiled role sets.
 */
public final class Snapshot {

    private final Settings settings;
    private final PolicyInUse policy;
    private final IdentitySource source;
    private final IdentityView identities;
    private final Optional<Snapshot> base;
    private final CertificateVerifier certificates;
    private final Optional<Shadow> shadow;
    private final InstantSource time;
    private final Instant loadedAt;
    private final long loadedNanos;
    private final RoleChanges changes;
    private final Set<TimeWindow> timeWindows;
    private final List<Block> temporaryBlocks;
    private final Set<String> timeRoles;
    private final Set<String> sharingRoles;

    /**
     * @param policyHash SHA-256 over the policy's files, in lower-case hexadecimal
     * @param time asked when it matters which hour it is
     */
    public Snapshot(
            Settings settings,
            CompiledPolicy policy,
            IdentitySource identities,
            CertificateVerifier certificates,
            String policyHash,
            InstantSource time) {
        this.settings = settings;
        this.policy = new PolicyInUse(policy, policyHash, time);
        this.source = identities;
        this.identities = new IdentityView(identities, List.of());
        this.base = Optional.empty();
        this.certificates = certificates;
        this.shadow = Optional.empty();
        this.time = time;
        this.loadedAt = time.instant();
        this.loadedNanos = System.nanoTime();
        this.changes = new RoleChanges(policy.policy());
        this.timeRoles = rolesWith(policy, Snapshot::hasTime);
        this.sharingRoles = rolesWith(policy, Snapshot::permitsSharing);
        this.temporaryBlocks = policy.policy().blocks().stream()
                .filter(block -> block.until().isPresent())
                .toList();
        this.timeWindows = policy.policy().roles().values().stream()
                .flatMap(role -> role.permissions().stream())
                .flatMap(permission -> permission.conditions().when().time().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private Snapshot(Snapshot of, Optional<Snapshot> base, IdentityView identities, Optional<Shadow> shadow) {
        this.settings = of.settings;
        this.policy = of.policy;
        this.source = of.source;
        this.identities = identities;
        this.base = base;
        this.certificates = of.certificates;
        this.shadow = shadow;
        this.time = of.time;
        this.loadedAt = of.loadedAt;
        this.loadedNanos = of.loadedNanos;
        this.changes = of.changes;
        this.timeRoles = of.timeRoles;
        this.sharingRoles = of.sharingRoles;
        this.timeWindows = of.timeWindows;
        this.temporaryBlocks = of.temporaryBlocks;
    }

    /** The same for one decision, which may look at what has just been loaded for it if it came from the same source. */
    Snapshot seenWith(LoadedIdentities loaded) {
        return new Snapshot(this, Optional.of(base()), new IdentityView(source, loaded.of(source)), shadow);
    }

    /** The snapshot that this one is the same as for one decision, or else this one. */
    Snapshot base() {
        return base.orElse(this);
    }

    /** The same once more, to be put in force when identities have changed and nothing else. */
    Snapshot again() {
        return new Snapshot(base(), Optional.empty(), new IdentityView(source, List.of()), shadow);
    }

    /** The same with a candidate to be asked beside its policy. */
    Snapshot beside(Shadow candidate) {
        return new Snapshot(this, Optional.empty(), new IdentityView(source, List.of()), Optional.of(candidate));
    }

    /** The candidate that is asked beside its policy, if there is one. */
    Optional<Shadow> shadow() {
        return shadow;
    }

    /** Where its identities come from. */
    IdentitySource identities() {
        return source;
    }

    /** What this decision has asked for and must be held while it counts; nothing where identities never change. */
    List<IdentitySlot> identitiesUsed() {
        return source.isFixed() ? List.of() : identities.used();
    }

    /** Of what has been read, its policy compiled. */
    static Snapshot of(Configuration read, InstantSource time) {
        return of(read, new FixedIdentities(read.identities()), time);
    }

    /** Likewise, with identities that come from elsewhere. */
    static Snapshot of(Configuration read, IdentitySource identities, InstantSource time) {
        return new Snapshot(
                read.settings(),
                CompiledPolicy.of(read.policy()),
                identities,
                read.certificates(),
                read.policyHash(),
                time);
    }

    public Settings settings() {
        return settings;
    }

    public CompiledPolicy policy() {
        return policy.policy();
    }

    public CertificateVerifier certificates() {
        return certificates;
    }

    public String policyHash() {
        return policy.hash();
    }

    public Instant loadedAt() {
        return loadedAt;
    }

    /** How long ago that was, whatever the clock was set to meanwhile. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - loadedNanos);
    }

    /** How many identities are in memory. */
    public long identityCount() {
        return source.size();
    }

    /** The identity of this name, if the store holds it. Only for a decision's own view, see {@link #seenWith}. */
    Optional<Identity> identity(String name) {
        return identities.find(name);
    }

    /** The first of these names that the store holds. */
    Optional<Identity> firstIdentity(List<String> names) {
        return identities.first(names);
    }

    /** The greatest length that an identity's name can have, 0 if there is none. */
    int longestIdentityName() {
        return source.longestName();
    }

    /** Whether any block can refuse anybody. */
    boolean hasBlocks() {
        return !policy().policy().blocks().isEmpty();
    }

    /** The block that refuses this client now. */
    Optional<Refusal> blockOf(Client client) {
        return policy.blockOf(client);
    }

    /** What this client may do, with the roles that it holds now. */
    ClientPermissions permissionsOf(Client client) {
        return policy.permissionsOf(client);
    }

    /** This client with only what its permissions can depend on. */
    Client asPoliciesSee(Client client) {
        return policy.asPoliciesSee(client);
    }

    /** What becomes of this client when a publish of its is refused: of its roles' settings the strictest. */
    DeniedPublish deniedPublish(Client client) {
        return policy.rolesOf(client).stream()
                .map(name -> policy().policy().roles().get(name))
                .flatMap(Stream::ofNullable)
                .map(role -> role.deniedPublish().orElse(settings.deniedPublish()))
                .max(Comparator.naturalOrder())
                .orElse(settings.deniedPublish());
    }

    /** Whether a refused publish can do less than end a connection. */
    boolean hasMilderDeniedPublish() {
        return settings.deniedPublish() != DeniedPublish.DISCONNECT
                || policy().policy().roles().values().stream()
                        .anyMatch(role ->
                                role.deniedPublish().orElse(DeniedPublish.DISCONNECT) != DeniedPublish.DISCONNECT);
    }

    /** How this snapshot, coming after {@code before}, concerns a client. */
    Concern concern(Snapshot before, Client then, Client now) {
        Set<String> rolesThen = before.policy().policy().rolesOf(then, time.instant());
        Set<String> rolesNow = policy.rolesOf(now);
        boolean alike = then.equals(now)
                && settings.filterPartlyPermitted() == before.settings.filterPartlyPermitted()
                && rolesThen.equals(rolesNow);
        return alike ? changes.concern(before, rolesNow) : Concern.LESS;
    }

    /** Whether a permission of this client's roles has a {@code time} condition. */
    boolean dependsOnTime(Client client) {
        return !timeRoles.isEmpty() && !Collections.disjoint(timeRoles, policy.rolesOf(client));
    }

    /** Whether a permission of this client's roles permits shared subscriptions. */
    boolean permitsSharing(Client client) {
        return !sharingRoles.isEmpty() && !Collections.disjoint(sharingRoles, policy.rolesOf(client));
    }

    private static Set<String> rolesWith(CompiledPolicy policy, Predicate<Permission> condition) {
        return policy.policy().roles().values().stream()
                .filter(role -> role.permissions().stream().anyMatch(condition))
                .map(Role::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean permitsSharing(Permission permission) {
        return !permission.conditions().sharedGroups().isUnspecified();
    }

    private static boolean hasTime(Permission permission) {
        return permission.conditions().when().time().isPresent();
    }

    /** The blocks that come in force again if the clock is set back. */
    List<Block> temporaryBlocks() {
        return temporaryBlocks;
    }

    /** The windows of time that permissions depend on. */
    Set<TimeWindow> timeWindows() {
        return timeWindows;
    }
}
