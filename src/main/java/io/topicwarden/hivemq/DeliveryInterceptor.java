/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.hivemq;

import com.hivemq.extension.sdk.api.interceptor.publish.PublishOutboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishOutboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishOutboundOutput;
import com.hivemq.extension.sdk.api.packets.publish.PublishPacket;
import io.topicwarden.audit.EventAction;
import io.topicwarden.engine.Decision;
import io.topicwarden.runtime.ConnectedClient;
import io.topicwarden.runtime.Requests;
import io.topicwarden.runtime.Warden;
import java.util.Optional;

/** Drops deliveries that are not permitted: live, queued and retained ones. */
final class DeliveryInterceptor implements PublishOutboundInterceptor {

    private static final FailureReport FAILURE =
            new FailureReport("A delivery was refused because of an internal error");

    private final WardenHolder holder;
    private final ConnectedClient client;

    DeliveryInterceptor(WardenHolder holder, ConnectedClient client) {
        this.holder = holder;
        this.client = client;
    }

    @Override
    public void onOutboundPublish(PublishOutboundInput input, PublishOutboundOutput output) {
        try {
            PublishPacket packet = input.getPublishPacket();
            Decision decision =
                    client.deliver(packet.getTopic(), packet.getQos().getQosNumber());
            if (decision instanceof Decision.Denied denied) {
                output.preventPublishDelivery();
                record(packet, denied);
            }
        } catch (Throwable t) {
            output.preventPublishDelivery();
            FAILURE.tell(t);
            holder.get()
                    .ifPresent(
                            warden -> warden.internalError(EventAction.DELIVER, Optional.of(client), Optional.empty()));
        }
    }

    private void record(PublishPacket packet, Decision.Denied denied) {
        Optional<Warden> warden = holder.get();
        if (warden.isPresent()) {
            String unused = warden.get()
                    .refusals()
                    .action(
                            EventAction.DELIVER,
                            client,
                            Requests.publish(
                                    packet.getTopic(),
                                    packet.getQos().getQosNumber(),
                                    packet.getRetain(),
                                    Connects.payloadBytes(packet)),
                            denied);
        }
    }
}
