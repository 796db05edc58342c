/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store;

import io.topicwarden.policy.Identity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Identities that are all in memory and never change: those of a file. */
public final class FixedIdentities implements IdentitySource {

    private static final IdentityState ABSENT = new IdentityState.Absent();

    private final Map<String, IdentitySlot> identities;
    private final int longestName;

    public FixedIdentities(Map<String, Identity> identities) {
        this.identities = identities.values().stream()
                .map(identity -> new IdentitySlot(identity.name(), new IdentityState.Present(identity), 0))
                .collect(Collectors.toUnmodifiableMap(IdentitySlot::name, slot -> slot));
        this.longestName =
                identities.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    @Override
    public Optional<IdentitySlot> atHand(String name) {
        return Optional.of(slot(name));
    }

    @Override
    public CompletableFuture<List<IdentitySlot>> load(Set<String> names) {
        return CompletableFuture.completedFuture(names.stream().map(this::slot).toList());
    }

    @Override
    public int longestName() {
        return longestName;
    }

    @Override
    public boolean isFixed() {
        return true;
    }

    @Override
    public long size() {
        return identities.size();
    }

    private IdentitySlot slot(String name) {
        IdentitySlot slot = identities.get(name);
        return slot == null ? new IdentitySlot(name, ABSENT, 0) : slot;
    }
}
