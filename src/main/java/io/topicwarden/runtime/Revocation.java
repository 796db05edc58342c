/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.engine.ClientPermissions;
import io.topicwarden.engine.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a snapshot takes from one client: a pure function of what it permits and of what the client holds. */
sealed interface Revocation {

    /** The connection, for this reason. */
    record Connection(Refusal refusal) implements Revocation {}

    /**
     * Some subscriptions, or none.
     *
     * @param taken what is no longer permitted
     * @param filtered whether some of what is left is only partly permitted, so that deliveries must be decided
     */
    record Subscriptions(List<Taken> taken, boolean filtered) implements Revocation {

        boolean isNothing() {
            return taken.isEmpty() && !filtered;
        }
    }

    /** A subscription and why it is no longer permitted. */
    record Taken(HeldSubscription subscription, Decision.Denied denied) {}

    /**
     * Decides it.
     *
     * @param entitlement what the snapshot says of the connection
     * @param will the will, which the broker would publish without asking again
     * @param held the client's subscriptions
     * @param filterPartly whether partly permitted subscriptions are kept and filtered
     */
    static Revocation of(
            Admission.Entitlement entitlement,
            Optional<ConnectAttempt.Will> will,
            List<HeldSubscription> held,
            boolean filterPartly) {
        if (entitlement instanceof Admission.Entitlement.Entitled entitled) {
            return refusedWill(entitled.permissions(), will)
                    .<Revocation>map(Connection::new)
                    .orElseGet(() -> subscriptions(entitled.permissions(), held, filterPartly));
        }
        return new Connection(((Admission.Entitlement.NotEntitled) entitlement).refusal());
    }

    private static Optional<Refusal> refusedWill(ClientPermissions permissions, Optional<ConnectAttempt.Will> will) {
        if (will.isEmpty()) {
            return Optional.empty();
        }
        ConnectAttempt.Will stored = will.get();
        Decision decision = permissions.will(stored.topic(), stored.qos(), stored.retain(), stored.payloadBytes());
        return decision instanceof Decision.Denied denied
                ? Optional.of(new Refusal(denied.reason(), "its will is no longer permitted: " + denied.message()))
                : Optional.empty();
    }

    private static Subscriptions subscriptions(
            ClientPermissions permissions, List<HeldSubscription> held, boolean filterPartly) {
        List<Taken> taken = new ArrayList<>();
        boolean filtered = false;
        for (HeldSubscription subscription : held) {
            SubscriptionDecision decision =
                    SubscriptionDecision.of(permissions, subscription.topicFilter(), subscription.qos(), filterPartly);
            filtered |= decision.filtered();
            decision.denied().ifPresent(denied -> taken.add(new Taken(subscription, denied)));
        }
        return new Subscriptions(taken, filtered);
    }
}
