/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.hivemq;

import com.hivemq.extension.sdk.api.auth.PublishAuthorizer;
import com.hivemq.extension.sdk.api.auth.SubscriptionAuthorizer;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerOutput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerOutput;
import com.hivemq.extension.sdk.api.packets.connect.WillPublishPacket;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.packets.publish.PublishPacket;
import com.hivemq.extension.sdk.api.packets.subscribe.SubackReasonCode;
import com.hivemq.extension.sdk.api.packets.subscribe.Subscription;
import io.topicwarden.audit.EventAction;
import io.topicwarden.audit.Request;
import io.topicwarden.audit.observed.Outcome;
import io.topicwarden.engine.Decision;
import io.topicwarden.runtime.ConnectAttempt;
import io.topicwarden.runtime.ConnectedClient;
import io.topicwarden.runtime.Requests;
import io.topicwarden.runtime.SubscriptionDecision;
import io.topicwarden.runtime.Warden;
import java.util.Optional;

/**
 * Permits or refuses what one connection publishes and subscribes to. The only place that says yes to an action; it says
 * so last, since the broker takes a yes for granted even if the callback throws after it.
 */
final class ClientAuthorizer implements PublishAuthorizer, SubscriptionAuthorizer {

    private static final FailureReport PUBLISH_FAILURE =
            new FailureReport("A PUBLISH was refused because of an internal error");
    private static final FailureReport SUBSCRIBE_FAILURE =
            new FailureReport("A SUBSCRIBE was refused because of an internal error");

    /** The id given where there is no log to find it in. */
    private static final String NO_RECORD = "";

    private final WardenHolder holder;
    private final Optional<ConnectedClient> client;

    ClientAuthorizer(WardenHolder holder, Optional<ConnectedClient> client) {
        this.holder = holder;
        this.client = client;
    }

    @Override
    public void authorizePublish(PublishAuthorizerInput input, PublishAuthorizerOutput output) {
        String refusal;
        try {
            PublishPacket packet = input.getPublishPacket();
            Optional<String> refused =
                    packet instanceof WillPublishPacket will ? refusedWill(will) : refusedPublish(packet);
            if (refused.isEmpty()) {
                output.authorizeSuccessfully();
                return;
            }
            refusal = refused.get();
        } catch (Throwable t) { // an Error would stall the broker's executor
            PUBLISH_FAILURE.tell(t);
            refusal = internalError(EventAction.PUBLISH);
        }
        output.failAuthorization(AckReasonCode.NOT_AUTHORIZED, refusal);
    }

    @Override
    public void authorizeSubscribe(SubscriptionAuthorizerInput input, SubscriptionAuthorizerOutput output) {
        String refusal;
        try {
            Optional<String> refused = refusedSubscribe(input.getSubscription());
            if (refused.isEmpty()) {
                output.authorizeSuccessfully();
                return;
            }
            refusal = refused.get();
        } catch (Throwable t) {
            SUBSCRIBE_FAILURE.tell(t);
            refusal = internalError(EventAction.SUBSCRIBE);
        }
        output.failAuthorization(SubackReasonCode.NOT_AUTHORIZED, refusal);
    }

    /** The id of the refusal, or empty if it is permitted. */
    private Optional<String> refusedPublish(PublishPacket packet) {
        Optional<Warden> warden = holder.get();
        if (warden.isEmpty() || client.isEmpty()) {
            return Optional.of(internalError(EventAction.PUBLISH));
        }
        long begun = warden.get().telemetry().begin(EventAction.PUBLISH);
        int qos = packet.getQos().getQosNumber();
        long bytes = Connects.payloadBytes(packet);
        Decision decision = client.get().publish(packet.getTopic(), qos, packet.getRetain(), bytes);
        warden.get().telemetry().end(EventAction.PUBLISH, begun);
        if (decision instanceof Decision.Denied denied) {
            Request request = Requests.publish(packet.getTopic(), qos, packet.getRetain(), bytes);
            return refused(warden.get(), EventAction.PUBLISH, request, denied);
        }
        if (warden.get().observer().isOn()) {
            Request request = Requests.publish(packet.getTopic(), qos, packet.getRetain(), bytes);
            warden.get().observer().note(client.get().client(), EventAction.PUBLISH, request, Outcome.ALLOWED);
        }
        return allowed(warden.get(), EventAction.PUBLISH);
    }

    private Optional<String> refusedWill(WillPublishPacket packet) {
        Optional<Warden> warden = holder.get();
        if (warden.isEmpty() || client.isEmpty()) {
            return Optional.of(internalError(EventAction.WILL));
        }
        ConnectAttempt.Will will = Connects.will(packet, 0);
        Decision decision = client.get().will(will);
        if (decision instanceof Decision.Denied denied) {
            return Optional.of(warden.get().refusals().will(client.get(), will, denied));
        }
        if (warden.get().observer().isOn()) {
            Request request = Requests.publish(will.topic(), will.qos(), will.retain(), will.payloadBytes());
            warden.get().observer().note(client.get().client(), EventAction.WILL, request, Outcome.ALLOWED);
        }
        return allowed(warden.get(), EventAction.WILL);
    }

    private Optional<String> refusedSubscribe(Subscription subscription) {
        Optional<Warden> warden = holder.get();
        if (warden.isEmpty() || client.isEmpty()) {
            return Optional.of(internalError(EventAction.SUBSCRIBE));
        }
        long begun = warden.get().telemetry().begin(EventAction.SUBSCRIBE);
        int qos = subscription.getQos().getQosNumber();
        SubscriptionDecision decision = client.get().subscribe(subscription.getTopicFilter(), qos);
        Optional<Decision.Denied> denied = decision.denied();
        warden.get().telemetry().end(EventAction.SUBSCRIBE, begun);
        if (denied.isPresent()) {
            Request request = Requests.subscribe(subscription.getTopicFilter(), qos);
            return refused(warden.get(), EventAction.SUBSCRIBE, request, denied.get());
        }
        if (warden.get().observer().isOn()) {
            Request request = Requests.subscribe(subscription.getTopicFilter(), qos);
            Outcome outcome = decision.filtered() ? Outcome.FILTERED : Outcome.ALLOWED;
            warden.get().observer().note(client.get().client(), EventAction.SUBSCRIBE, request, outcome);
        }
        return allowed(warden.get(), EventAction.SUBSCRIBE);
    }

    private Optional<String> refused(Warden warden, EventAction action, Request request, Decision.Denied denied) {
        return client.map(known -> warden.refusals().action(action, known, request, denied));
    }

    private static Optional<String> allowed(Warden warden, EventAction action) {
        warden.telemetry().allowed(action);
        return Optional.empty();
    }

    private String internalError(EventAction action) {
        try {
            return holder.get()
                    .map(warden -> warden.internalError(action, client, Optional.empty()))
                    .orElse(NO_RECORD);
        } catch (Throwable t) { // the refusal must be said, if nothing else can be
            return NO_RECORD;
        }
    }
}
