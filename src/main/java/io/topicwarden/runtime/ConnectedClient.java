/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.audit.Peer;
import io.topicwarden.engine.ClientPermissions;
import io.topicwarden.engine.Decision;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.ReasonCode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * An admitted client: what was verified of it at CONNECT, and what it may do under the snapshot in force. When another
 * snapshot is swapped in, the next decision binds it anew, and a client that would no longer be admitted may do nothing.
 */
public final class ConnectedClient {

    /** What a client may do under one snapshot: {@code permissions}, or nothing because of {@code refusal}. */
    private record Binding(
            Optional<Snapshot> snapshot, Optional<ClientPermissions> permissions, Optional<Refusal> refusal) {}

    private final String token = UUID.randomUUID().toString();
    private final ConnectAttempt attempt;
    private final Verified verified;
    private final Client client;
    private final Admission admission;
    private final Instant since;
    private final AtomicBoolean accepted = new AtomicBoolean();
    private volatile Binding binding;

    ConnectedClient(
            ConnectAttempt attempt,
            Verified verified,
            Client client,
            Snapshot snapshot,
            ClientPermissions permissions,
            Admission admission,
            Instant since) {
        this.attempt = attempt;
        this.verified = verified;
        this.client = client;
        this.admission = admission;
        this.since = since;
        this.binding = new Binding(Optional.of(snapshot), Optional.of(permissions), Optional.empty());
    }

    /** Tells this connection from every other, also of the same client identifier. */
    public String token() {
        return token;
    }

    /** What is known of it, as verified at CONNECT. */
    public Client client() {
        return client;
    }

    /** How records name it. */
    public Peer peer() {
        return Refusals.peer(attempt, Optional.of(client));
    }

    /** When it was admitted. */
    public Instant since() {
        return since;
    }

    /** Notes that the broker has accepted it too; true the first time. */
    boolean markAccepted() {
        return accepted.compareAndSet(false, true);
    }

    /** Whether the broker has accepted it. */
    boolean isAccepted() {
        return accepted.get();
    }

    /** Decides a PUBLISH under the snapshot in force. */
    public Decision publish(String topic, int qos, boolean retain, long payloadBytes) {
        Binding now = binding();
        return now.permissions().isPresent()
                ? now.permissions().get().publish(topic, qos, retain, payloadBytes)
                : denied(now);
    }

    /** Decides a will under the snapshot in force. */
    public Decision will(ConnectAttempt.Will will) {
        return decide(permissions -> permissions.will(will.topic(), will.qos(), will.retain(), will.payloadBytes()));
    }

    /** Decides one topic filter of a SUBSCRIBE under the snapshot in force. */
    public Decision subscribe(String topicFilter, int qos) {
        return decide(permissions -> permissions.subscribe(topicFilter, qos));
    }

    private Decision decide(Function<ClientPermissions, Decision> question) {
        Binding now = binding();
        return now.permissions().map(question).orElseGet(() -> denied(now));
    }

    private static Decision denied(Binding binding) {
        Refusal refusal = binding.refusal()
                .orElseGet(() -> new Refusal(ReasonCode.INTERNAL_ERROR, "neither permitted nor refused"));
        return new Decision.Denied(
                refusal.reason(), refusal.message(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private Binding binding() {
        Optional<Snapshot> current = admission.snapshot();
        Binding last = binding;
        if (last.snapshot().equals(current)) { // a snapshot equals only itself
            return last;
        }
        Binding next = bind(current);
        binding = next;
        return next;
    }

    private Binding bind(Optional<Snapshot> current) {
        if (current.isEmpty()) {
            return new Binding(current, Optional.empty(), Optional.of(Admission.NOT_READY));
        }
        Admission.Entitlement entitlement = admission.readmit(current.get(), attempt, verified);
        if (entitlement instanceof Admission.Entitlement.Entitled entitled) {
            return new Binding(current, Optional.of(entitled.permissions()), Optional.empty());
        }
        Admission.Entitlement.NotEntitled not = (Admission.Entitlement.NotEntitled) entitlement;
        return new Binding(current, Optional.empty(), Optional.of(not.refusal()));
    }
}
