/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.engine.ClientPermissions;
import io.topicwarden.engine.Decision;
import io.topicwarden.policy.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a snapshot takes from one client: a pure function of what it permits and of what the client holds. */
sealed interface Revocation {

    /**
     * The connection, for this reason.
     *
     * @param will the decision on its will, if that is the reason
     * @param known who it is by the snapshot that takes it, if that says so
     */
    record Connection(Refusal refusal, Optional<Decision.Denied> will, Optional<Client> known) implements Revocation {

        static Connection forItsWill(Decision.Denied denied, Client known) {
            return new Connection(
                    new Refusal(denied.reason(), "its will is no longer permitted: " + denied.message()),
                    Optional.of(denied),
                    Optional.of(known));
        }

        static Connection of(Admission.Entitlement.NotEntitled not) {
            return new Connection(not.refusal(), Optional.empty(), not.known());
        }

        /** Why, as far as the will goes. */
        String message() {
            return will.map(Decision.Denied::message).orElse(refusal.message());
        }
    }

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
            return deniedWill(entitled, will)
                    .<Revocation>map(denied -> Connection.forItsWill(denied, entitled.client()))
                    .orElseGet(() -> subscriptions(entitled.permissions(), held, filterPartly));
        }
        return Connection.of((Admission.Entitlement.NotEntitled) entitlement);
    }

    /** Decides it for a client that has a will, as far as the will goes: what must not be published ends the connection. */
    static Optional<Connection> ofWill(Admission.Entitlement entitlement, Optional<ConnectAttempt.Will> will) {
        return will.isPresent() && of(entitlement, will, List.of(), false) instanceof Connection connection
                ? Optional.of(connection)
                : Optional.empty();
    }

    /** Decides it as far as the connection goes, whatever its will. */
    static Optional<Connection> ofConnection(Admission.Entitlement entitlement) {
        return entitlement instanceof Admission.Entitlement.NotEntitled not
                ? Optional.of(Connection.of(not))
                : Optional.empty();
    }

    private static Optional<Decision.Denied> deniedWill(
            Admission.Entitlement.Entitled entitled, Optional<ConnectAttempt.Will> will) {
        return will.flatMap(stored -> denied(
                entitled.permissions().will(stored.topic(), stored.qos(), stored.retain(), stored.payloadBytes())));
    }

    private static Optional<Decision.Denied> denied(Decision decision) {
        return decision instanceof Decision.Denied denied ? Optional.of(denied) : Optional.empty();
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
