/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.audit.Denial;
import io.topicwarden.audit.DenialLog;
import io.topicwarden.audit.EventAction;
import io.topicwarden.audit.Peer;
import io.topicwarden.audit.Request;
import io.topicwarden.audit.observed.Observer;
import io.topicwarden.audit.observed.Outcome;
import io.topicwarden.engine.Decision;
import io.topicwarden.identity.x509.CertificateFactsReader;
import io.topicwarden.policy.CertificateFacts;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.ReasonCode;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Puts every refusal on record and counts it, and gives the id by which the client can be told of it. */
public final class Refusals {

    private static final Peer UNKNOWN = new Peer(
            "", Optional.empty(), Optional.empty(), "", Optional.empty(), Optional.empty(), "", Optional.empty());

    private final DenialLog log;
    private final Telemetry telemetry;
    private final ActiveSnapshot active;
    private final Observer observer;
    private final InstantSource time;

    public Refusals(DenialLog log, Telemetry telemetry, ActiveSnapshot active, Observer observer, InstantSource time) {
        this.observer = observer;
        this.log = log;
        this.telemetry = telemetry;
        this.active = active;
        this.time = time;
    }

    /** Records a connection that was turned away. */
    public String connect(ConnectAttempt attempt, Admission.Outcome.Refused refused) {
        Optional<Request> will =
                refused.will().flatMap(denied -> attempt.will()).map(Requests::of);
        will.ifPresent(request ->
                refused.known().ifPresent(client -> observer.note(client, EventAction.WILL, request, Outcome.REFUSED)));
        return record(
                will.isPresent() ? EventAction.WILL : EventAction.CONNECT,
                refused.refusal(),
                peer(attempt, refused.known()),
                will,
                refused.will());
    }

    /** Records a refused will of a client that had been let in. */
    public String will(ConnectedClient client, ConnectAttempt.Will will, Decision.Denied denied) {
        return action(EventAction.WILL, client, Requests.of(will), denied);
    }

    /** Records a refused publish or subscription. */
    public String action(EventAction action, ConnectedClient client, Request request, Decision.Denied denied) {
        if (action != EventAction.DELIVER) {
            observer.note(client.client(), action, request, Outcome.REFUSED);
        }
        return record(
                action,
                new Refusal(denied.reason(), denied.message()),
                client.peer(),
                Optional.of(request),
                Optional.of(denied));
    }

    /** Records that subscriptions of an admitted client are taken. */
    void revokedSubscriptions(ConnectedClient client, List<Revocation.Taken> taken) {
        Peer peer = client.peer(); // once: reading a certificate takes its time
        for (Revocation.Taken one : taken) {
            Decision.Denied denied = one.denied();
            String unused = record(
                    EventAction.REVOKE,
                    new Refusal(denied.reason(), denied.message()),
                    peer,
                    Optional.of(Requests.subscribe(
                            one.subscription().topicFilter(), one.subscription().qos())),
                    Optional.of(denied));
        }
    }

    /**
     * Records that the connection of an admitted client is ended.
     *
     * @param policyHash that of the policy that ends it
     */
    String revokedConnection(ConnectedClient client, Revocation.Connection ending, String policyHash) {
        Optional<Request> will = ending.will().flatMap(denied -> client.will()).map(Requests::of);
        return record(
                EventAction.REVOKE, ending.refusal(), client.peer(ending.known()), will, ending.will(), policyHash);
    }

    /**
     * Records that a client that is gone has its delayed will taken back by a policy with this hash.
     *
     * @param due whether the broker can have published it before
     */
    void revokedWill(
            ConnectedClient client,
            ConnectAttempt.Will will,
            boolean due,
            Revocation.Connection ending,
            String policyHash) {
        String which = due ? "its delayed will, if it has not been published, " : "its delayed will ";
        String unused = record(
                EventAction.REVOKE,
                new Refusal(ending.refusal().reason(), which + "is no longer permitted: " + ending.message()),
                client.peer(ending.known()),
                Optional.of(Requests.of(will)),
                ending.will(),
                policyHash);
    }

    /** The hash of the policy in force. */
    String policyHash() {
        return active.current().map(Snapshot::policyHash).orElse("");
    }

    /** Records that something broke while an action was being decided, of a client that is known or is not. */
    public String internalError(EventAction action, Optional<ConnectedClient> client, Optional<Request> request) {
        return record(
                action,
                new Refusal(ReasonCode.INTERNAL_ERROR, "an internal error; the broker's log has more"),
                client.map(ConnectedClient::peer).orElse(UNKNOWN),
                request,
                Optional.empty());
    }

    private String record(
            EventAction action,
            Refusal refusal,
            Peer peer,
            Optional<Request> request,
            Optional<Decision.Denied> denied) {
        return record(action, refusal, peer, request, denied, policyHash());
    }

    private String record(
            EventAction action,
            Refusal refusal,
            Peer peer,
            Optional<Request> request,
            Optional<Decision.Denied> denied,
            String policyHash) {
        telemetry.denied(action, refusal.reason());
        return log.record(new Denial(
                time.instant(),
                action,
                refusal.reason(),
                refusal.message(),
                peer,
                request,
                denied.flatMap(Decision.Denied::rule),
                denied.flatMap(Decision.Denied::nearMiss),
                denied.flatMap(Decision.Denied::witness),
                policyHash));
    }

    /** Who this is as far as known: the certificate as presented, the identity only if it was verified. */
    static Peer peer(ConnectAttempt attempt, Optional<Client> known) {
        return new Peer(
                attempt.clientId(),
                attempt.username(),
                known.flatMap(Client::identity),
                attempt.listener(),
                attempt.address(),
                attempt.tls(),
                attempt.mqtt().toString(),
                known.flatMap(Client::certificate).or(() -> presented(attempt)));
    }

    /** Reading a certificate costs more than the record; who has been verified has had it read. */
    private static Optional<CertificateFacts> presented(ConnectAttempt attempt) {
        return attempt.chain().stream().findFirst().flatMap(CertificateFactsReader::read);
    }
}
