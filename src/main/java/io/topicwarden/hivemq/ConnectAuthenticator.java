/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.hivemq;

import com.hivemq.extension.sdk.api.async.Async;
import com.hivemq.extension.sdk.api.async.TimeoutFallback;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import com.hivemq.extension.sdk.api.packets.auth.DefaultAuthorizationBehaviour;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import io.topicwarden.audit.EventAction;
import io.topicwarden.policy.ReasonCode;
import io.topicwarden.runtime.Admission.Outcome;
import io.topicwarden.runtime.Admission.PasswordCheck;
import io.topicwarden.runtime.Admission.Step;
import io.topicwarden.runtime.ConnectAttempt;
import io.topicwarden.runtime.ConnectedClient;
import io.topicwarden.runtime.Refusal;
import io.topicwarden.runtime.Warden;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Admits or refuses a CONNECT. The only place that says yes to a connection. */
final class ConnectAuthenticator implements SimpleAuthenticator {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectAuthenticator.class);

    /** Longer than the verifier's full queue takes, so that its own answer comes first. */
    private static final Duration PASSWORD_TIMEOUT = Duration.ofSeconds(20);

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
            LOG.error("A CONNECT was refused because of an internal error", t);
            output.failAuthentication(
                    ConnackReasonCode.NOT_AUTHORIZED,
                    warden.internalError(EventAction.CONNECT, Optional.empty(), Optional.empty()));
        }
    }

    private static void begin(Warden warden, SimpleAuthInput input, SimpleAuthOutput output) {
        long begun = warden.telemetry().begin();
        ConnectAttempt attempt = Connects.attempt(input);
        Step step = warden.admission().begin(attempt, Connects.password(input));
        warden.telemetry().end(EventAction.CONNECT, begun);
        if (step instanceof Step.NeedsPassword needs) {
            afterPassword(warden, attempt, needs.check(), input, output);
        } else if (step instanceof Step.Decided decided) {
            finish(warden, attempt, decided.outcome(), input, output);
        }
    }

    private static void afterPassword(
            Warden warden,
            ConnectAttempt attempt,
            PasswordCheck check,
            SimpleAuthInput input,
            SimpleAuthOutput output) {
        Async<SimpleAuthOutput> async =
                output.async(PASSWORD_TIMEOUT, TimeoutFallback.FAILURE, ConnackReasonCode.SERVER_BUSY);
        try {
            check.run(outcome -> {
                try {
                    finish(warden, attempt, inTime(async, outcome), input, output);
                } catch (Throwable t) {
                    LOG.error("A CONNECT was refused because of an internal error", t);
                    warden.internalError(EventAction.CONNECT, Optional.empty(), Optional.empty());
                } finally {
                    async.resume(); // undecided, it is refused
                }
            });
        } catch (Throwable t) {
            async.resume();
            throw t;
        }
    }

    /** The broker has answered for us if the check took too long; what is left is to put that on record. */
    private static Outcome inTime(Async<SimpleAuthOutput> async, Outcome outcome) {
        return async.getStatus() == Async.Status.RUNNING
                ? outcome
                : new Outcome.Refused(
                        new Refusal(ReasonCode.THROTTLED, "the password could not be checked in time"),
                        Optional.empty(),
                        Optional.empty());
    }

    private static void finish(
            Warden warden, ConnectAttempt attempt, Outcome outcome, SimpleAuthInput input, SimpleAuthOutput output) {
        if (outcome instanceof Outcome.Admitted admitted) {
            admit(warden, attempt, admitted.client(), input.getConnectionInformation(), output);
        } else if (outcome instanceof Outcome.Refused refused) {
            String id = warden.refusals().connect(attempt, refused);
            output.failAuthentication(ConnackCodes.of(refused.refusal().reason(), attempt.mqtt()), id);
        }
    }

    private static void admit(
            Warden warden,
            ConnectAttempt attempt,
            ConnectedClient client,
            ConnectionInformation connection,
            SimpleAuthOutput output) {
        ConnectionToken.put(connection, client);
        warden.live().add(client);
        try {
            attempt.will().ifPresent(will -> output.getDefaultPermissions().add(WillPermission.exactly(will)));
            warden.telemetry().allowed(EventAction.CONNECT);
            output.authenticateSuccessfully(true);
        } catch (Throwable t) {
            warden.live().remove(client.token());
            throw t;
        }
    }
}
