/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.engine.ClientPermissions;
import io.topicwarden.engine.Decision;
import io.topicwarden.identity.password.PasswordResult;
import io.topicwarden.identity.password.PasswordVerifier;
import io.topicwarden.identity.password.VerifiedPassword;
import io.topicwarden.identity.x509.CertificateResult;
import io.topicwarden.identity.x509.CertificateResult.VerifiedCertificate;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.Identity;
import io.topicwarden.policy.ListenerSettings;
import io.topicwarden.policy.PasswordHash;
import io.topicwarden.policy.ReasonCode;
import io.topicwarden.store.IdentitySlot;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Decides who may connect, in this order: listener, network, TLS version, blocked, credentials, identity enabled, client
 * identifier, will. Whatever goes wrong on the way, the answer is no.
 */
public final class Admission {

    static final Refusal NOT_READY = new Refusal(
            ReasonCode.NOT_READY, "no valid settings and policy have been loaded yet; the broker's log says why");

    /** What came of a CONNECT. */
    public sealed interface Outcome {

        /** Let in. */
        record Admitted(ConnectedClient client) implements Outcome {}

        /** Turned away. {@code will} tells that it was for the will alone, with the decision on it. */
        record Refused(Refusal refusal, Optional<Client> known, Optional<Decision.Denied> will) implements Outcome {}
    }

    /** How far a CONNECT can be decided at once. */
    public sealed interface Step {

        /** Decided. */
        record Decided(Outcome outcome) implements Step {}

        /** A password must be checked first, which takes time. */
        record NeedsPassword(PasswordCheck check) implements Step {}

        /** Identities must be loaded first, which takes time. */
        record NeedsIdentities(IdentityLoad load) implements Step {}
    }

    /** The rest of a decision that needs identities, to be run once. */
    public interface IdentityLoad {

        /** Loads them off the caller's thread and decides; {@code whenDone} is called exactly once. */
        void run(Consumer<Outcome> whenDone);
    }

    /** The rest of a decision, to be run once. */
    public interface PasswordCheck {

        /** Checks the password on the verifier's own threads; {@code whenDone} is called exactly once. */
        void run(Consumer<Outcome> whenDone);
    }

    /** Whether an admitted client would be admitted by another snapshot too. */
    sealed interface Entitlement {

        /**
         * It would be.
         *
         * @param certifiedUntil the instant from which its certificate no longer holds, if it needs one
         * @param held what that rests on, kept up to date by its store while it is held
         */
        record Entitled(
                Client client, ClientPermissions permissions, Optional<Instant> certifiedUntil, List<IdentitySlot> held)
                implements Entitlement {}

        record NotEntitled(Refusal refusal, Optional<Client> known) implements Entitlement {

            /** Whatever it asks for is denied for this reason. */
            Decision.Denied denied() {
                return new Decision.Denied(
                        refusal.reason(), refusal.message(), Optional.empty(), Optional.empty(), Optional.empty());
            }
        }
    }

    /** A certificate verified, none needed, or a refusal. */
    private record CertificateStep(Optional<VerifiedCertificate> certificate, Optional<Refusal> refusal) {}

    private final ActiveSnapshot active;
    private final PasswordVerifier passwords;
    private final Throttle throttle;
    private final LiveClients live;

    public Admission(ActiveSnapshot active, PasswordVerifier passwords, Throttle throttle, LiveClients live) {
        this.active = active;
        this.passwords = passwords;
        this.throttle = throttle;
        this.live = live;
    }

    /** The snapshot in force. */
    Optional<Snapshot> snapshot() {
        return active.current();
    }

    /**
     * Decides a CONNECT as far as it goes without waiting. The password is zeroed once it is of no more use: when it has been
     * handed on, or when all is decided.
     */
    public Step begin(ConnectAttempt attempt, Optional<byte[]> password) {
        return begin(attempt, password, LoadedIdentities.NONE, 0);
    }

    private Step begin(ConnectAttempt attempt, Optional<byte[]> password, LoadedIdentities loaded, int loads) {
        Step step = step(attempt, password, loaded, loads);
        if (step instanceof Step.Decided) {
            zero(password);
        }
        return step;
    }

    private static void zero(Optional<byte[]> password) {
        password.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
    }

    private Step step(ConnectAttempt attempt, Optional<byte[]> password, LoadedIdentities loaded, int loads) {
        Optional<Snapshot> current = active.current();
        if (current.isEmpty()) {
            return refused(NOT_READY);
        }
        Snapshot snapshot = current.get();
        try {
            return begin(snapshot.seenWith(loaded), attempt, password);
        } catch (IdentityView.UnusableException e) {
            return refused(e.refusal());
        } catch (IdentityView.NotAtHandException e) {
            Optional<Refusal> refusal =
                    loads == 0 ? refusedBeforeLoad(snapshot, attempt, password.isPresent()) : Optional.empty();
            if (refusal.isPresent()) {
                return refused(refusal.get());
            }
            return new Step.NeedsIdentities(whenDone -> IdentityLoads.load(
                    snapshot,
                    e.names(),
                    loaded,
                    loads,
                    all -> goOn(begin(attempt, password, all, loads + 1), whenDone),
                    failure -> {
                        zero(password);
                        whenDone.accept(refusedFor(failure));
                    }));
        }
    }

    private static void goOn(Step step, Consumer<Outcome> whenDone) {
        if (step instanceof Step.Decided decided) {
            whenDone.accept(decided.outcome());
        } else if (step instanceof Step.NeedsPassword needs) {
            needs.check().run(whenDone);
        } else if (step instanceof Step.NeedsIdentities needs) {
            needs.load().run(whenDone);
        }
    }

    private Step begin(Snapshot snapshot, ConnectAttempt attempt, Optional<byte[]> password) {
        Optional<ListenerSettings> configured = Gate.listener(snapshot, attempt);
        if (configured.isEmpty()) {
            return refused(Gate.listenerNotConfigured(attempt));
        }
        ListenerSettings listener = configured.get();
        Optional<Refusal> refusal = Gate.beforeCredentials(snapshot, listener, attempt)
                .or(() -> Credentials.unfit(listener, attempt, password.isPresent()));
        if (refusal.isPresent()) {
            compareBlocked(snapshot, attempt, Optional.empty(), refusal.get());
            return refused(refusal.get());
        }
        CertificateStep step = presented(snapshot, listener, attempt);
        if (step.refusal().isPresent()) {
            return refused(step.refusal().get());
        }
        return listener.authenticate().needsPassword() && password.isPresent()
                ? password(snapshot, listener, attempt, step.certificate(), password.get())
                : new Step.Decided(admit(snapshot, attempt, Optional.empty()));
    }

    /**
     * Whether {@code snapshot} would admit a client, and what it then permits.
     *
     * @param password the password verified at CONNECT; the certificate is verified again
     */
    Entitlement readmit(Snapshot snapshot, ConnectAttempt attempt, Optional<VerifiedPassword> password) {
        try {
            return entitlement(snapshot.seenWith(LoadedIdentities.NONE), attempt, password);
        } catch (IdentityView.UnusableException e) {
            return new Entitlement.NotEntitled(e.refusal(), Optional.empty());
        } catch (IdentityView.NotAtHandException e) {
            return new Entitlement.NotEntitled(IdentityLoads.NOT_AT_HAND, Optional.empty());
        }
    }

    private static Entitlement entitlement(
            Snapshot snapshot, ConnectAttempt attempt, Optional<VerifiedPassword> password) {
        Optional<ListenerSettings> configured = Gate.listener(snapshot, attempt);
        if (configured.isEmpty()) {
            return new Entitlement.NotEntitled(Gate.listenerNotConfigured(attempt), Optional.empty());
        }
        ListenerSettings listener = configured.get();
        Optional<Refusal> refusal = Gate.beforeCredentials(snapshot, listener, attempt)
                .or(() -> Credentials.unfit(listener, attempt, password.isPresent()));
        if (refusal.isPresent()) {
            return new Entitlement.NotEntitled(refusal.get(), Optional.empty());
        }
        CertificateStep step = certificate(snapshot, listener, attempt);
        if (step.refusal().isPresent()) {
            return new Entitlement.NotEntitled(step.refusal().get(), Optional.empty());
        }
        Optional<VerifiedPassword> asked = listener.authenticate().needsPassword() ? password : Optional.empty();
        return entitle(snapshot, listener, attempt, new Verified(step.certificate(), asked));
    }

    private static Entitlement entitle(
            Snapshot snapshot, ListenerSettings listener, ConnectAttempt attempt, Verified verified) {
        Optional<Client> client = verified.client(snapshot, listener, attempt);
        if (client.isEmpty()) {
            return new Entitlement.NotEntitled(Credentials.nameless(listener), Optional.empty());
        }
        Optional<Refusal> refusal = Gate.afterCredentials(snapshot, listener, client.get())
                .or(() -> Credentials.outdated(snapshot, listener, attempt, verified));
        return refusal.isPresent()
                ? new Entitlement.NotEntitled(refusal.get(), client)
                : new Entitlement.Entitled(
                        client.get(),
                        snapshot.permissionsOf(client.get()),
                        verified.certificate().map(VerifiedCertificate::validUntil),
                        snapshot.identitiesUsed());
    }

    /** Reading identities costs a database something: who could not be admitted by any is refused without. */
    private Optional<Refusal> refusedBeforeLoad(Snapshot snapshot, ConnectAttempt attempt, boolean hasPassword) {
        return Gate.listener(snapshot, attempt)
                .flatMap(listener -> Credentials.unfit(listener, attempt, hasPassword))
                .or(() -> throttledBeforeLoad(snapshot, attempt));
    }

    /** A certificate that is known has not been guessed. */
    private Optional<Refusal> throttledBeforeLoad(Snapshot snapshot, ConnectAttempt attempt) {
        boolean guessable = Gate.listener(snapshot, attempt)
                .map(listener -> listener.authenticate().needsPassword())
                .orElse(false);
        return guessable || snapshot.certificates().recall(attempt.chain()).isEmpty()
                ? throttle.exhausted(snapshot.settings().throttle(), attempt.address())
                : Optional.empty();
    }

    /** The certificate of a CONNECT: one that is remembered to be good is recognised before anything is throttled. */
    private CertificateStep presented(Snapshot snapshot, ListenerSettings listener, ConnectAttempt attempt) {
        Optional<VerifiedCertificate> known = listener.authenticate().needsCertificate()
                ? snapshot.certificates().recall(attempt.chain())
                : Optional.empty();
        if (known.isPresent() || !listener.authenticate().needsCertificate()) {
            return new CertificateStep(known, Optional.empty());
        }
        Throttle.Trial trial = throttle.ofCertificate(snapshot.settings().throttle(), attempt);
        Optional<Refusal> throttled = throttle.enter(trial);
        if (throttled.isPresent()) {
            return new CertificateStep(Optional.empty(), throttled);
        }
        CertificateStep step = certificate(snapshot, listener, attempt);
        if (step.certificate().isPresent()) {
            throttle.passed(trial);
        } else if (!isPresentersFault(step)) {
            throttle.withdrawn(trial);
        }
        return step;
    }

    /** A revocation list that is missing is the operator's, and must not add to the trouble of a whole plant. */
    private static boolean isPresentersFault(CertificateStep step) {
        return step.refusal()
                .filter(refusal -> refusal.reason() != ReasonCode.REVOCATION_UNKNOWN
                        && refusal.reason() != ReasonCode.INTERNAL_ERROR)
                .isPresent();
    }

    private static CertificateStep certificate(Snapshot snapshot, ListenerSettings listener, ConnectAttempt attempt) {
        if (!listener.authenticate().needsCertificate()) {
            return new CertificateStep(Optional.empty(), Optional.empty());
        }
        CertificateResult result = snapshot.certificates().verify(attempt.chain());
        if (result instanceof VerifiedCertificate certificate) {
            return new CertificateStep(Optional.of(certificate), Optional.empty());
        }
        Refusal refusal = result instanceof CertificateResult.Rejected rejected
                ? new Refusal(rejected.reason(), rejected.message())
                : new Refusal(ReasonCode.INTERNAL_ERROR, "the certificate was neither verified nor rejected");
        return new CertificateStep(Optional.empty(), Optional.of(refusal));
    }

    private Step password(
            Snapshot snapshot,
            ListenerSettings listener,
            ConnectAttempt attempt,
            Optional<VerifiedCertificate> certificate,
            byte[] password) {
        Optional<String> name = Credentials.nameToCheck(listener, attempt, certificate.map(VerifiedCertificate::facts));
        Optional<Identity> identity = name.flatMap(snapshot::identity);
        Optional<PasswordHash> hash = identity.flatMap(Identity::password);
        String checked = identity.map(Identity::name).or(() -> name).orElse(""); // the object that is held anyway
        LoadedIdentities used = LoadedIdentities.usedBy(snapshot);
        Optional<VerifiedPassword> recalled = passwords.recall(checked, hash, password);
        if (recalled.isPresent()) {
            return new Step.Decided(admit(snapshot, attempt, recalled));
        }
        Throttle.Trial trial = throttle.ofPassword(snapshot.settings().throttle(), attempt, checked);
        boolean joins = passwords.isUnderWay(checked, hash, password);
        Optional<Refusal> throttled = joins ? Optional.empty() : throttle.enter(trial);
        if (throttled.isPresent()) {
            Arrays.fill(password, (byte) 0);
            return refused(throttled.get());
        }
        Refusal unknown = Credentials.unknown(listener, attempt, certificate.map(VerifiedCertificate::facts));
        return new Step.NeedsPassword(whenDone -> {
            passwords.verify(trial.address(), checked, hash, password, result -> {
                if (!joins) {
                    settle(trial, result);
                }
                if (result instanceof VerifiedPassword verified) {
                    checked(new Checked(attempt, hash, verified), used, 0, whenDone);
                } else {
                    whenDone.accept(rejected(result, identity.isPresent() ? Optional.empty() : Optional.of(unknown)));
                }
            });
            Arrays.fill(password, (byte) 0); // the verifier has its own copy
        });
    }

    private void settle(Throttle.Trial trial, PasswordResult result) {
        if (result instanceof VerifiedPassword) {
            throttle.passed(trial);
        } else if (!(result instanceof PasswordResult.Rejected rejected)
                || rejected.reason() != ReasonCode.BAD_CREDENTIALS) {
            throttle.withdrawn(trial);
        }
    }

    /** A password found right, and what it was compared with. */
    private record Checked(ConnectAttempt attempt, Optional<PasswordHash> hash, VerifiedPassword password) {}

    private void checked(Checked check, LoadedIdentities loaded, int loads, Consumer<Outcome> whenDone) {
        Outcome outcome;
        try {
            outcome = sinceCheckBegan(check, loaded);
        } catch (IdentityView.UnusableException e) {
            outcome = refusedFor(e.refusal());
        } catch (IdentityView.NotAtHandException e) {
            Optional<Snapshot> current = active.current();
            if (current.isPresent()) {
                IdentityLoads.load(
                        current.get(),
                        e.names(),
                        loaded,
                        loads,
                        all -> checked(check, all, loads + 1, whenDone),
                        refusal -> whenDone.accept(refusedFor(refusal)));
                return;
            }
            outcome = refusedFor(NOT_READY);
        }
        whenDone.accept(outcome);
    }

    /** A check takes time in which the identity, its password or the lists of certificates can have changed. */
    private Outcome sinceCheckBegan(Checked check, LoadedIdentities loaded) {
        Optional<Snapshot> current = active.current();
        if (current.isEmpty()) {
            return refusedFor(NOT_READY);
        }
        Snapshot view = current.get().seenWith(loaded);
        Optional<PasswordHash> now = view.identity(check.password().name()).flatMap(Identity::password);
        return now.equals(check.hash())
                ? admit(view, check.attempt(), Optional.of(check.password()))
                : refusedFor(Credentials.passwordChanged());
    }

    /** @param unknown why there was no identity to compare with, if there was none */
    private static Outcome rejected(PasswordResult result, Optional<Refusal> unknown) {
        Refusal refusal = result instanceof PasswordResult.Rejected rejected
                ? new Refusal(rejected.reason(), rejected.message())
                : new Refusal(ReasonCode.INTERNAL_ERROR, "the password was neither verified nor rejected");
        return refusedFor(refusal.reason() == ReasonCode.BAD_CREDENTIALS ? unknown.orElse(refusal) : refusal);
    }

    /** @param view the snapshot that the credentials were compared with, as this decision sees it */
    private Outcome admit(Snapshot view, ConnectAttempt attempt, Optional<VerifiedPassword> password) {
        Entitlement entitlement = entitlement(view, attempt, password);
        if (entitlement instanceof Entitlement.Entitled entitled) {
            return admit(view, attempt, password, entitled);
        }
        Entitlement.NotEntitled not = (Entitlement.NotEntitled) entitlement;
        compareBlocked(view, attempt, not.known(), not.refusal());
        return new Outcome.Refused(not.refusal(), not.known(), Optional.empty());
    }

    private static void compareBlocked(Snapshot view, ConnectAttempt attempt, Optional<Client> known, Refusal refusal) {
        if (refusal.reason() == ReasonCode.BLOCKED) {
            view.shadow().ifPresent(shadow -> shadow.blocked(view, attempt, known, refusal));
        }
    }

    /** @param view the snapshot as this decision sees it */
    private Outcome admit(
            Snapshot view, ConnectAttempt attempt, Optional<VerifiedPassword> password, Entitlement.Entitled entitled) {
        Client client = entitled.client();
        if (live.isHeldByAnother(client)) {
            Refusal refusal = new Refusal(
                    ReasonCode.CLIENT_ID,
                    "client identifier `" + client.clientId() + "` is in use by another identity");
            return new Outcome.Refused(refusal, Optional.of(client), Optional.empty());
        }
        Optional<Decision> will = attempt.will().map(wanted -> entitled.permissions()
                .will(wanted.topic(), wanted.qos(), wanted.retain(), wanted.payloadBytes()));
        view.shadow().ifPresent(shadow -> shadow.admitted(view, attempt, client, will));
        if (will.isPresent() && will.get() instanceof Decision.Denied denied) {
            Refusal refusal = new Refusal(denied.reason(), denied.message());
            return new Outcome.Refused(refusal, Optional.of(client), Optional.of(denied));
        }
        return new Outcome.Admitted(new ConnectedClient(attempt, password, view.base(), entitled, this));
    }

    private static Step refused(Refusal refusal) {
        return new Step.Decided(refusedFor(refusal));
    }

    private static Outcome refusedFor(Refusal refusal) {
        return new Outcome.Refused(refusal, Optional.empty(), Optional.empty());
    }
}
