/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.store.IdentitySlot;
import io.topicwarden.store.IdentitySource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has been loaded for one decision, and from where: it says nothing of what another source holds.
 *
 * @param source where it comes from; empty if nothing has been loaded
 */
record LoadedIdentities(Optional<IdentitySource> source, List<IdentitySlot> slots) {

    static final LoadedIdentities NONE = new LoadedIdentities(Optional.empty(), List.of());

    /** What a decision has used, for the rest of it. */
    static LoadedIdentities usedBy(Snapshot view) {
        return new LoadedIdentities(Optional.of(view.identities()), view.identitiesUsed());
    }

    /** What of it counts where identities come from this source. */
    List<IdentitySlot> of(IdentitySource asked) {
        return source.filter(from -> from == asked).isPresent() ? slots : List.of();
    }

    /** What has been loaded from this source once {@code more} has. */
    LoadedIdentities with(IdentitySource from, List<IdentitySlot> more) {
        List<IdentitySlot> all = new ArrayList<>(of(from));
        all.addAll(more);
        return new LoadedIdentities(Optional.of(from), all);
    }
}
