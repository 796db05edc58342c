/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.hivemq;

import com.hivemq.extension.sdk.api.client.ClientContext;
import io.topicwarden.runtime.ConnectedClient;
import io.topicwarden.runtime.PacketGates;

/**
 * The gates of one connection: interceptors that are there while they are needed. Kept for every client, so what it needs
 * only then is made then, and found again with the broker, which knows what this extension has added.
 */
final class ConnectionGates implements PacketGates {

    private final WardenHolder holder;
    private final ConnectedClient client;
    private final ClientContext context;

    ConnectionGates(WardenHolder holder, ConnectedClient client, ClientContext context) {
        this.holder = holder;
        this.client = client;
        this.context = context;
    }

    @Override
    public void raise(Traffic traffic) {
        switch (traffic) {
            case DELIVERIES -> context.addPublishOutboundInterceptor(new DeliveryInterceptor(holder, client));
            case PUBLISHES -> context.addPublishInboundInterceptor(new DeniedPublishInterceptor(holder, client));
        }
    }

    @Override
    public void lower(Traffic traffic) {
        switch (traffic) {
            case DELIVERIES ->
                context.getPublishOutboundInterceptors().forEach(context::removePublishOutboundInterceptor);
            case PUBLISHES -> context.getPublishInboundInterceptors().forEach(context::removePublishInboundInterceptor);
        }
    }
}
