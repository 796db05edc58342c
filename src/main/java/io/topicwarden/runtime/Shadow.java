/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.audit.EventAction;
import io.topicwarden.audit.Peer;
import io.topicwarden.audit.Request;
import io.topicwarden.audit.ShadowDifference;
import io.topicwarden.audit.Verdict;
import io.topicwarden.engine.Decision;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.ReasonCode;
import java.util.Optional;

/**
 * A candidate policy that is asked beside the policy in force. What it answers, and whatever goes wrong with it, is told of
 * and changes nothing.
 */
final class Shadow {

    private final PolicyInUse policy;
    private final String hashInForce;
    private final Shadows reports;

    /**
     * @param hashInForce that of the policy beside which it is asked
     * @param reports hears of differences and failures
     */
    Shadow(PolicyInUse policy, String hashInForce, Shadows reports) {
        this.policy = policy;
        this.hashInForce = hashInForce;
        this.reports = reports;
    }

    /** What it would let one client do; empty if even that cannot be said. */
    Optional<ClientShadow> of(Client client) {
        try {
            return Optional.of(new ClientShadow(this, policy.permissionsOf(client)));
        } catch (Throwable t) {
            failed(t);
            return Optional.empty();
        }
    }

    /**
     * Compares a CONNECT that the policy in force admits, but for its will.
     *
     * @param view sees the identities that the CONNECT was decided with
     * @param will what the policy in force says of its will, if it has one
     */
    void admitted(Snapshot view, ConnectAttempt attempt, Client client, Optional<Decision> will) {
        try {
            Optional<Refusal> refusal = refusal(view, attempt, client);
            if (refusal.isEmpty()) {
                attempt.will().ifPresent(wanted -> will(attempt, client, wanted, will.orElseThrow()));
            } else if (will.map(Decision::isAllowed).orElse(true)) {
                report(EventAction.CONNECT, peer(attempt, client), Optional.empty(), admits(), verdict(refusal));
            }
        } catch (Throwable t) {
            failed(t);
        }
    }

    /** Compares a CONNECT that the policy in force blocks; what else could speak against it has not been looked at. */
    void blocked(Snapshot view, ConnectAttempt attempt, Optional<Client> known, Refusal inForce) {
        try {
            Client client = known.or(() -> Gate.claimed(view, attempt)).orElseGet(attempt::claimed);
            Optional<Refusal> refusal = refusal(view, attempt, client);
            if (refusal.isEmpty()) {
                Verdict denies = Verdict.ofConnection(Optional.of(told(inForce)), hashInForce);
                Verdict admits = Verdict.ofConnection(Optional.empty(), policy.hash());
                report(EventAction.CONNECT, Refusals.peer(attempt, known), Optional.empty(), denies, admits);
            }
        } catch (Throwable t) {
            failed(t);
        }
    }

    /** Why it would turn the client away: as the policy in force does, a block also if it is only claimed to concern one. */
    private Optional<Refusal> refusal(Snapshot view, ConnectAttempt attempt, Client client) {
        return Gate.claimed(view, attempt)
                .flatMap(policy::blockOf)
                .or(() -> policy.blockOf(client))
                .or(() -> undefinedRole(client));
    }

    private Optional<Refusal> undefinedRole(Client client) {
        return client.roles().stream()
                .filter(role -> !policy.policy().policy().roles().containsKey(role))
                .sorted()
                .findFirst()
                .map(role -> new Refusal(
                        ReasonCode.NOT_READY,
                        "identity `" + client.identity().orElse("") + "` holds role `" + role
                                + "`, which the candidate does not define"));
    }

    private void will(ConnectAttempt attempt, Client client, ConnectAttempt.Will will, Decision inForce) {
        Decision decision =
                policy.permissionsOf(client).will(will.topic(), will.qos(), will.retain(), will.payloadBytes());
        report(
                EventAction.WILL,
                peer(attempt, client),
                Optional.of(Requests.of(will)),
                inForce(inForce, false),
                verdict(decision, false));
    }

    Verdict inForce(Decision decision, boolean filtered) {
        return Verdict.of(decision, filtered, hashInForce);
    }

    Verdict verdict(Decision decision, boolean filtered) {
        return Verdict.of(decision, filtered, policy.hash());
    }

    private Verdict admits() {
        return Verdict.ofConnection(Optional.empty(), hashInForce);
    }

    private Verdict verdict(Optional<Refusal> refusal) {
        return Verdict.ofConnection(refusal.map(Shadow::told), policy.hash());
    }

    private static Verdict.Refusal told(Refusal refusal) {
        return new Verdict.Refusal(refusal.reason(), refusal.message());
    }

    private static Peer peer(ConnectAttempt attempt, Client client) {
        return Refusals.peer(attempt, Optional.of(client));
    }

    /** Tells of a difference, if the two differ. */
    void report(EventAction action, Peer peer, Optional<Request> request, Verdict inForce, Verdict shadow) {
        if (inForce.outcome() != shadow.outcome()) {
            reports.differs(new ShadowDifference(reports.now(), action, peer, request, inForce, shadow));
        }
    }

    void failed(Throwable failure) {
        reports.failed(failure);
    }
}
