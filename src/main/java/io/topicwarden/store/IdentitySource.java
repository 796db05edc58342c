/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Where identities come from, by name: what is at hand now, and what must be read first. */
public interface IdentitySource {

    /** What is known of a name, or empty if it must be loaded first. Never waits. */
    Optional<IdentitySlot> atHand(String name);

    /**
     * Reads names that are not at hand, off the caller's thread. The future fails with {@link StoreUnavailableException} if
     * they cannot be read in time.
     */
    CompletableFuture<List<IdentitySlot>> load(Set<String> names);

    /** How long a name can be, in UTF-16 code units. */
    int longestName();

    /** How many identities are in memory. */
    long size();

    /** Whether what it says never changes, so that nobody needs to hold what he has decided by. */
    default boolean isFixed() {
        return false;
    }
}
