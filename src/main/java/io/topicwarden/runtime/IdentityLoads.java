/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.policy.ReasonCode;
import io.topicwarden.store.IdentitySource;
import io.topicwarden.store.StoreUnavailableException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the identities that a decision lacks, and goes on with the decision or refuses it. */
final class IdentityLoads {

    static final Refusal NOT_AT_HAND =
            new Refusal(ReasonCode.NOT_READY, "the identity is not in memory and must be read by a new connection");

    /** A decision asks for its own name, for names that are longer, and for both again where the settings changed. */
    private static final int MOST_LOADS = 6;

    private static final Logger LOG = LoggerFactory.getLogger(IdentityLoads.class);

    private IdentityLoads() {}

    /**
     * Loads names besides those that have been loaded.
     *
     * @param loads how often that has been done for this decision
     * @param decide is given all that has been loaded from the snapshot's source; exactly one of the two is called
     * @param refuse is given the reason if they cannot be loaded, or if {@code decide} fails
     */
    static void load(
            Snapshot snapshot,
            Set<String> names,
            LoadedIdentities loaded,
            int loads,
            Consumer<LoadedIdentities> decide,
            Consumer<Refusal> refuse) {
        if (loads >= MOST_LOADS) {
            refuse.accept(new Refusal(ReasonCode.NOT_READY, "the settings change faster than identities can be read"));
            return;
        }
        IdentitySource source = snapshot.identities();
        CompletableFuture<Void> unused = source.load(names).handle((more, failure) -> {
            if (failure != null) {
                refuse.accept(refusal(failure));
            } else {
                decide(loaded.with(source, more), decide, refuse);
            }
            return null;
        });
    }

    private static void decide(LoadedIdentities all, Consumer<LoadedIdentities> decide, Consumer<Refusal> refuse) {
        try {
            decide.accept(all);
        } catch (Throwable t) { // else the CONNECT would wait for its time limit
            LOG.error("A CONNECT was refused because of an internal error", t);
            refuse.accept(new Refusal(ReasonCode.INTERNAL_ERROR, "the connection could not be decided"));
        }
    }

    private static Refusal refusal(Throwable failure) {
        Throwable cause = failure.getCause() instanceof StoreUnavailableException inner ? inner : failure;
        String why = cause instanceof StoreUnavailableException ? cause.getMessage() : "it took too long";
        return new Refusal(ReasonCode.NOT_READY, "the identity could not be read: " + why);
    }
}
