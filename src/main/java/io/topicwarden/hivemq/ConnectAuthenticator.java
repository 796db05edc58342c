/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.hivemq;

import com.hivemq.extension.sdk.api.async.Async;
import com.hivemq.extension.sdk.api.async.TimeoutFallback;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.packets.auth.DefaultAuthorizationBehaviour;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import io.topicwarden.audit.EventAction;
import io.topicwarden.policy.ReasonCode;
import io.topicwarden.runtime.Admission.Outcome;
import io.topicwarden.runtime.Admission.Step;
import io.topicwarden.runtime.ConnectAttempt;
import io.topicwarden.runtime.ConnectedClient;
import io.topicwarden.runtime.Refusal;
import io.topicwarden.runtime.Warden;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Admits or refuses a CONNECT. The only place that says yes to a connection. */
final class ConnectAuthenticator implements SimpleAuthenticator {

    private static final FailureReport FAILURE =
            new FailureReport("A CONNECT was refused because of an internal error");

    /** Longer than the verifier's full queue takes, so that its own answer comes first. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static final Outcome.Refused TOO_LATE = new Outcome.Refused(
            new Refusal(ReasonCode.THROTTLED, "the credentials could not be checked in time"),
            Optional.empty(),
            Optional.empty());

    private final WardenHolder holder;

    ConnectAuthenticator(WardenHolder holder) {
        this.holder = holder;
    }

    @Override
    public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
        Optional<Warden> running = holder.get();
        if (running.isEmpty()) {
            output.failAuthentication(ConnackReasonCode.SERVER_UNAVAILABLE, "");
            return;
        }
        Warden warden = running.get();
        try {
            output.getDefaultPermissions().setDefaultBehaviour(DefaultAuthorizationBehaviour.DENY);
            begin(warden, input, output);
        } catch (Throwable t) { // an Error would stall the broker's executor
            FAILURE.tell(t);
            output.failAuthentication(
                    ConnackReasonCode.NOT_AUTHORIZED,
                    warden.internalError(EventAction.CONNECT, Optional.empty(), Optional.empty()));
        }
    }

    private static void begin(Warden warden, SimpleAuthInput input, SimpleAuthOutput output) {
        long begun = warden.telemetry().begin(EventAction.CONNECT);
        ConnectAttempt attempt = Connects.attempt(input);
        Step step = warden.admission().begin(attempt, Connects.password(input));
        warden.telemetry().end(EventAction.CONNECT, begun);
        Connect connect = new Connect(warden, attempt, input, output);
        boolean resumes = !input.getConnectPacket().getCleanStart();
        if (step instanceof Step.Decided decided && !(resumes && decided.outcome() instanceof Outcome.Admitted)) {
            connect.finish(decided.outcome());
        } else {
            connect.finishLater(step, resumes);
        }
    }

    /** One CONNECT on its way. */
    private record Connect(Warden warden, ConnectAttempt attempt, SimpleAuthInput input, SimpleAuthOutput output) {

        void finish(Outcome outcome) {
            if (outcome instanceof Outcome.Admitted admitted) {
                register(admitted.client());
                warden.begins(admitted.client(), persists());
                admit(admitted.client());
            } else if (outcome instanceof Outcome.Refused refused) {
                forget();
                String id = warden.refusals().connect(attempt, refused);
                output.failAuthentication(ConnackCodes.of(refused.refusal().reason(), attempt.mqtt()), id);
            }
        }

        /** Where identities must be read, a password checked or a session looked at first; meanwhile the broker's threads go on. */
        void finishLater(Step step, boolean resumes) {
            Async<SimpleAuthOutput> async =
                    output.async(TIMEOUT, TimeoutFallback.FAILURE, ConnackReasonCode.SERVER_BUSY);
            try {
                CompletableFuture<Outcome> unused = outcome(step)
                        .thenCompose(outcome -> resumes ? resumed(outcome) : CompletableFuture.completedFuture(outcome))
                        .whenComplete((outcome, failure) -> conclude(async, outcome, failure));
            } catch (Throwable t) {
                async.resume(); // undecided, it is refused
                throw t;
            }
        }

        private static CompletableFuture<Outcome> outcome(Step step) {
            if (step instanceof Step.Decided decided) {
                return CompletableFuture.completedFuture(decided.outcome());
            }
            CompletableFuture<Outcome> outcome = new CompletableFuture<>();
            if (step instanceof Step.NeedsPassword needs) {
                needs.check().run(outcome::complete);
            } else {
                ((Step.NeedsIdentities) step).load().run(outcome::complete);
            }
            return outcome;
        }

        private CompletableFuture<Outcome> resumed(Outcome outcome) {
            if (outcome instanceof Outcome.Admitted admitted) {
                register(admitted.client());
                return warden.resume(admitted.client(), persists())
                        .thenApply(refusal -> refusal.<Outcome>map(reason -> new Outcome.Refused(
                                        reason, Optional.of(admitted.client().client()), Optional.empty()))
                                .orElse(outcome));
            }
            return CompletableFuture.completedFuture(outcome);
        }

        private void conclude(Async<SimpleAuthOutput> async, @Nullable Outcome outcome, @Nullable Throwable failure) {
            try {
                if (async.getStatus() != Async.Status.RUNNING) {
                    forget();
                    String unused = warden.refusals().connect(attempt, TOO_LATE); // the broker has answered for us
                } else if (outcome instanceof Outcome.Admitted admitted) {
                    concludeAdmitted(admitted.client());
                } else if (outcome != null) {
                    finish(outcome);
                } else {
                    throw new IllegalStateException("a CONNECT could not be decided", failure);
                }
            } catch (Throwable t) {
                forget();
                FAILURE.tell(t);
                String unused = warden.internalError(EventAction.CONNECT, Optional.empty(), Optional.empty());
            } finally {
                async.resume(); // undecided, it is refused
            }
        }

        private void concludeAdmitted(ConnectedClient client) {
            if (!warden.live().contains(client)) {
                register(client);
                warden.begins(client, persists());
            }
            admit(client);
        }

        /** Whether the session will outlive the connection; MQTT 3 says so by its clean session flag. */
        private boolean persists() {
            return input.getConnectPacket().getSessionExpiryInterval() > 0;
        }

        private void register(ConnectedClient client) {
            ConnectionMark.put(input.getConnectionInformation(), client);
            warden.admitted(client);
        }

        private void admit(ConnectedClient client) {
            try {
                attempt.will().ifPresent(will -> output.getDefaultPermissions().add(WillPermission.exactly(will)));
                warden.telemetry().allowed(EventAction.CONNECT);
                output.authenticateSuccessfully(true);
            } catch (Throwable t) {
                boolean unused = warden.live().remove(client);
                throw t;
            }
        }

        private void forget() {
            Optional<ConnectedClient> unused = ConnectionMark.remove(input, warden.live());
        }
    }
}
