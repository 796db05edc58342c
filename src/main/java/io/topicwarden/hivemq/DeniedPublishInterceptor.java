/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.hivemq;

import com.hivemq.extension.sdk.api.interceptor.publish.PublishInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundOutput;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.packets.publish.PublishPacket;
import io.topicwarden.audit.EventAction;
import io.topicwarden.engine.Decision;
import io.topicwarden.policy.DeniedPublish;
import io.topicwarden.policy.MqttVersion;
import io.topicwarden.runtime.ConnectedClient;
import io.topicwarden.runtime.Requests;
import io.topicwarden.runtime.Warden;
import java.util.Optional;

/**
 * Refuses a publish without ending the connection, where the settings ask for that. What it does not refuse goes on to the
 * authorizer, which alone permits; so does what must end the connection, an MQTT 3 client's refusal included, since there
 * is no other way to tell such a client.
 */
final class DeniedPublishInterceptor implements PublishInboundInterceptor {

    private static final FailureReport FAILURE =
            new FailureReport("A PUBLISH was refused because of an internal error");

    private final WardenHolder holder;
    private final ConnectedClient client;

    DeniedPublishInterceptor(WardenHolder holder, ConnectedClient client) {
        this.holder = holder;
        this.client = client;
    }

    @Override
    public void onInboundPublish(PublishInboundInput input, PublishInboundOutput output) {
        try {
            DeniedPublish setting = client.deniedPublish();
            boolean told = setting == DeniedPublish.IGNORE || client.client().mqtt() == MqttVersion.MQTT_5;
            if (setting != DeniedPublish.DISCONNECT && told) {
                decide(input.getPublishPacket(), setting, output);
            }
        } catch (Throwable t) {
            output.preventPublishDelivery(AckReasonCode.NOT_AUTHORIZED);
            FAILURE.tell(t);
            holder.get()
                    .ifPresent(
                            warden -> warden.internalError(EventAction.PUBLISH, Optional.of(client), Optional.empty()));
        }
    }

    private void decide(PublishPacket packet, DeniedPublish setting, PublishInboundOutput output) {
        int qos = packet.getQos().getQosNumber();
        long bytes = Connects.payloadBytes(packet);
        Decision decision = client.publishAtGate(packet.getTopic(), qos, packet.getRetain(), bytes);
        Optional<Warden> warden = holder.get();
        if (decision instanceof Decision.Denied denied && warden.isPresent()) {
            String id = warden.get()
                    .refusals()
                    .action(
                            EventAction.PUBLISH,
                            client,
                            Requests.publish(packet.getTopic(), qos, packet.getRetain(), bytes),
                            denied);
            if (setting == DeniedPublish.IGNORE) {
                output.preventPublishDelivery(AckReasonCode.SUCCESS);
            } else {
                output.preventPublishDelivery(AckReasonCode.NOT_AUTHORIZED, id);
            }
        }
    }
}
