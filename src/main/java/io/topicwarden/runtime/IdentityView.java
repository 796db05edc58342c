/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.policy.Identity;
import io.topicwarden.policy.ReasonCode;
import io.topicwarden.store.IdentitySlot;
import io.topicwarden.store.IdentitySource;
import io.topicwarden.store.IdentityState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Identities as one decision sees them: what has just been loaded for it, and what is at hand. Remembers what it was asked
 * for, so that whoever is admitted by the decision can hold it. For use by one thread.
 */
final class IdentityView {

    /** The decision needs names that must be loaded first; whatever it concluded without them counts for nothing. */
    static final class NotAtHandException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Set<String> names;

        private NotAtHandException(Set<String> names) {
            super("identities that must be loaded first", null, false, false);
            this.names = Set.copyOf(names);
        }

        Set<String> names() {
            return names;
        }
    }

    /** The decision needs an identity that cannot be read. */
    static final class UnusableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private UnusableException(String why) {
            super(why, null, false, false);
        }

        Refusal refusal() {
            return new Refusal(ReasonCode.NOT_READY, String.valueOf(getMessage()));
        }
    }

    private final IdentitySource source;
    private final Map<String, IdentitySlot> used = new HashMap<>();

    /** @param loaded what has just been loaded for this decision, from this source */
    IdentityView(IdentitySource source, Collection<IdentitySlot> loaded) {
        this.source = source;
        loaded.forEach(slot -> used.put(slot.name(), slot));
    }

    /** The identity of this name, if there is one. */
    Optional<Identity> find(String name) {
        if (!used.containsKey(name)) {
            IdentitySlot slot = source.atHand(name).orElseThrow(() -> new NotAtHandException(Set.of(name)));
            used.put(name, slot);
        }
        return present(name);
    }

    /** The first of these names that is an identity's. All of them are asked for together. */
    Optional<Identity> first(List<String> names) {
        Set<String> missing = new HashSet<>();
        for (String name : names) {
            if (!used.containsKey(name)) {
                source.atHand(name).ifPresentOrElse(slot -> used.put(name, slot), () -> missing.add(name));
            }
        }
        if (!missing.isEmpty()) {
            throw new NotAtHandException(missing);
        }
        return names.stream().flatMap(name -> present(name).stream()).findFirst();
    }

    /** What the decision rests on. */
    List<IdentitySlot> used() {
        return new ArrayList<>(used.values());
    }

    private Optional<Identity> present(String name) {
        IdentitySlot slot = used.get(name);
        IdentityState state = slot == null ? new IdentityState.Unusable("not read") : slot.state();
        if (state instanceof IdentityState.Unusable unusable) {
            throw new UnusableException(unusable.why());
        }
        return state instanceof IdentityState.Present present ? Optional.of(present.identity()) : Optional.empty();
    }
}
