/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.audit.Peer;
import io.topicwarden.engine.Decision;
import io.topicwarden.identity.password.VerifiedPassword;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.DeniedPublish;
import io.topicwarden.runtime.PacketGates.Traffic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An admitted client: what was verified of it at CONNECT, and what it may do under the snapshot in force. When another
 * snapshot is swapped in, the next decision binds it anew, and a client that would no longer be admitted may do nothing.
 */
public final class ConnectedClient extends LiveConnection {

    /**
     * What a client may do under one snapshot.
     *
     * @param shadow what a candidate would let it do, if one is asked beside the policy
     */
    private record Binding(
            Optional<Snapshot> snapshot, Admission.Entitlement entitlement, Optional<ClientShadow> shadow) {

        static Binding of(Optional<Snapshot> snapshot, Admission.Entitlement entitlement) {
            return new Binding(
                    snapshot,
                    entitlement,
                    entitlement instanceof Admission.Entitlement.Entitled entitled
                            ? snapshot.flatMap(Snapshot::shadow).flatMap(shadow -> shadow.of(entitled.client()))
                            : Optional.empty());
        }
    }

    private final ConnectAttempt attempt;
    private final @Nullable VerifiedPassword password;
    private final Client client;
    private final Admission admission;
    private volatile @Nullable PassedPublishes passed;
    private volatile Binding binding;
    private volatile @Nullable ConnectedClient before;

    ConnectedClient(
            ConnectAttempt attempt,
            Optional<VerifiedPassword> password,
            Snapshot snapshot,
            Admission.Entitlement.Entitled entitled,
            Admission admission) {
        this.attempt = attempt.sharing(entitled.client());
        this.password = password.orElse(null);
        this.client = entitled.client();
        this.admission = admission;
        this.binding = Binding.of(shared(snapshot), entitled);
    }

    /** The same object for all clients, mostly, which saves memory and makes it quick to see that nothing has changed. */
    private Optional<Snapshot> shared(Snapshot snapshot) {
        return admission.snapshot().filter(current -> current == snapshot).or(() -> Optional.of(snapshot));
    }

    /** What is known of it, as verified at CONNECT. */
    public Client client() {
        return client;
    }

    /** How records name it: as it was known when it was last decided. */
    public Peer peer() {
        return peer(known(binding.entitlement()));
    }

    /** How records name it, known as this. */
    Peer peer(Optional<Client> known) {
        return Refusals.peer(attempt, known.or(() -> Optional.of(client)));
    }

    private static Optional<Client> known(Admission.Entitlement entitlement) {
        return entitlement instanceof Admission.Entitlement.Entitled entitled
                ? Optional.of(entitled.client())
                : ((Admission.Entitlement.NotEntitled) entitlement).known();
    }

    /** Which identity it is by the snapshot in force. */
    Optional<String> identity() {
        return known(binding().entitlement()).orElse(client).identity();
    }

    /** The connection of the same client identifier that was the last before this one, if its end has not been told yet. */
    @Nullable
    ConnectedClient before() {
        return before;
    }

    /** Notes which connection came before; for {@link LiveClients}, which has one thread at a time do it. */
    void follow(@Nullable ConnectedClient other) {
        before = other;
    }

    /** Leaves out one of those before; whether it was among them. As {@link #follow}. */
    boolean forget(ConnectedClient gone) {
        for (ConnectedClient one = this; one != null; one = one.before) {
            if (one.before == gone) {
                one.before = gone.before;
                return true;
            }
        }
        return false;
    }

    /** Decides a PUBLISH under the snapshot in force, or as it has been decided a moment ago at the gate. */
    public Decision publish(String topic, int qos, boolean retain, long payloadBytes) {
        Binding now = binding();
        Decision decision = decidePublish(now, topic, qos, retain, payloadBytes);
        PassedPublishes atGate = passed;
        Decision answer = atGate == null || atGate.isEmpty()
                ? decision
                : asAtGate(atGate, decision, new PassedPublishes.Publish(topic, qos, retain, payloadBytes));
        if (now.shadow().isPresent()) {
            now.shadow().get().publish(this, answer, topic, qos, retain, payloadBytes);
        }
        return answer;
    }

    private static Decision asAtGate(PassedPublishes passed, Decision decision, PassedPublishes.Publish publish) {
        Optional<Decision> before = passed.take(publish, System.nanoTime());
        return decision.isAllowed() ? decision : before.orElse(decision);
    }

    /** Decides a PUBLISH at the gate, after which {@link #publish} is asked about it too if it is permitted. */
    public Decision publishAtGate(String topic, int qos, boolean retain, long payloadBytes) {
        Binding now = binding();
        Decision decision = decidePublish(now, topic, qos, retain, payloadBytes);
        if (decision.isAllowed()) {
            passed().add(new PassedPublishes.Publish(topic, qos, retain, payloadBytes), decision, System.nanoTime());
        } else if (now.shadow().isPresent()) { // it ends here, and is compared nowhere else
            now.shadow().get().publish(this, decision, topic, qos, retain, payloadBytes);
        }
        return decision;
    }

    /** Made when the gate lets the first one pass: most clients have no gate. */
    private synchronized PassedPublishes passed() {
        PassedPublishes known = passed;
        if (known == null) {
            known = new PassedPublishes();
            passed = known;
        }
        return known;
    }

    private static Decision decidePublish(Binding now, String topic, int qos, boolean retain, long payloadBytes) {
        return now.entitlement() instanceof Admission.Entitlement.Entitled entitled
                ? entitled.permissions().publish(topic, qos, retain, payloadBytes)
                : denied(now.entitlement());
    }

    /** Decides a will under the snapshot in force. */
    public Decision will(ConnectAttempt.Will will) {
        Admission.Entitlement now = binding().entitlement();
        return now instanceof Admission.Entitlement.Entitled entitled
                ? entitled.permissions().will(will.topic(), will.qos(), will.retain(), will.payloadBytes())
                : denied(now);
    }

    /**
     * Decides one topic filter of a SUBSCRIBE under the snapshot in force. Where it is accepted in part, every delivery is
     * decided from now on.
     */
    public SubscriptionDecision subscribe(String topicFilter, int qos) {
        Binding now = binding();
        if (now.entitlement() instanceof Admission.Entitlement.Entitled entitled) {
            SubscriptionDecision decision =
                    SubscriptionDecision.of(entitled.permissions(), topicFilter, qos, filtersPartly(now));
            if (decision.filtered()) {
                raise(Traffic.DELIVERIES);
            }
            if (now.shadow().isPresent()) {
                now.shadow().get().subscribe(this, decision, topicFilter, qos, filtersPartly(now));
            }
            return decision;
        }
        return new SubscriptionDecision(denied(now.entitlement()), false);
    }

    /** Decides the delivery of a message under the snapshot in force. */
    public Decision deliver(String topic, int qos) {
        Admission.Entitlement now = binding().entitlement();
        return now instanceof Admission.Entitlement.Entitled entitled
                ? entitled.permissions().deliver(topic, qos)
                : denied(now);
    }

    /** What becomes of it when a publish of its is refused. */
    public DeniedPublish deniedPublish() {
        Binding now = binding();
        return now.entitlement() instanceof Admission.Entitlement.Entitled entitled
                ? now.snapshot()
                        .map(snapshot -> snapshot.deniedPublish(entitled.client()))
                        .orElse(DeniedPublish.DISCONNECT)
                : DeniedPublish.DISCONNECT;
    }

    /** What becomes of it under another snapshot, compared with the one in force. */
    Prospect prospect(Snapshot next) {
        Admission.Entitlement then = readmit(next);
        return new Prospect(
                concern(next, then), Revocation.ofWill(then, attempt.will()).or(() -> Revocation.ofConnection(then)
                        .filter(refused -> mayShare())));
    }

    private Concern concern(Snapshot next, Admission.Entitlement then) {
        Binding now = binding();
        return now.snapshot().isPresent()
                        && now.entitlement() instanceof Admission.Entitlement.Entitled before
                        && then instanceof Admission.Entitlement.Entitled after
                ? next.concern(now.snapshot().get(), before.client(), after.client())
                : Concern.LESS;
    }

    /** Present if the snapshot in force forbids its will, so that its connection has to end. */
    Optional<Revocation.Connection> ending() {
        return Revocation.ofWill(binding().entitlement(), attempt.will());
    }

    /** Its will, if it has one. */
    Optional<ConnectAttempt.Will> will() {
        return attempt.will();
    }

    /** Present if another snapshot forbids its will. */
    Optional<Revocation.Connection> ending(Snapshot next) {
        return attempt.will().isEmpty() ? Optional.empty() : Revocation.ofWill(readmit(next), attempt.will());
    }

    /** Whether it can hold shared subscriptions. */
    private boolean mayShare() {
        Binding now = binding();
        return now.entitlement() instanceof Admission.Entitlement.Entitled entitled
                && now.snapshot()
                        .filter(snapshot -> snapshot.permitsSharing(entitled.client()))
                        .isPresent();
    }

    /** Whether what it may do changes with the hour. */
    boolean dependsOnTime() {
        Binding now = binding();
        return now.entitlement() instanceof Admission.Entitlement.Entitled entitled
                && now.snapshot()
                        .filter(snapshot -> snapshot.dependsOnTime(entitled.client()))
                        .isPresent();
    }

    /** Whether the snapshot that it was last decided under is the one in force. */
    boolean isUpToDate() {
        return isDecidedUnder(admission.snapshot());
    }

    /** Whether this is the snapshot that it was last decided under. */
    boolean isDecidedUnder(Optional<Snapshot> snapshot) {
        return binding.snapshot().equals(snapshot);
    }

    /** Binds it to the snapshot in force, so that an idle client does not keep an old one in memory. */
    void catchUp() {
        Binding unused = binding();
    }

    /** Decides anew whether it may be connected, since time has passed; true if it may not. */
    boolean isEndedByTime() {
        Binding now = bind(admission.snapshot());
        binding = now;
        return !(now.entitlement() instanceof Admission.Entitlement.Entitled);
    }

    /** The instant from which its certificate no longer holds, if it needs one by what it was last decided under. */
    Optional<Instant> certifiedUntil() {
        return binding.entitlement() instanceof Admission.Entitlement.Entitled entitled
                ? entitled.certifiedUntil()
                : Optional.empty();
    }

    private Admission.Entitlement readmit(Snapshot snapshot) {
        return admission.readmit(snapshot, attempt, Optional.ofNullable(password));
    }

    /** What the snapshot in force takes from it. */
    Revocation revocation(List<HeldSubscription> held) {
        Binding now = binding();
        return Revocation.of(now.entitlement(), attempt.will(), held, filtersPartly(now));
    }

    private static boolean filtersPartly(Binding binding) {
        return binding.snapshot()
                .map(snapshot -> snapshot.settings().filterPartlyPermitted())
                .orElse(false);
    }

    private static Decision.Denied denied(Admission.Entitlement entitlement) {
        return ((Admission.Entitlement.NotEntitled) entitlement).denied();
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
        return Binding.of(
                current,
                current.map(this::readmit)
                        .orElseGet(() -> new Admission.Entitlement.NotEntitled(Admission.NOT_READY, Optional.empty())));
    }
}
