/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.hivemq;

import com.hivemq.extension.sdk.api.client.ClientContext;
import com.hivemq.extension.sdk.api.client.parameter.InitializerInput;
import com.hivemq.extension.sdk.api.interceptor.publish.PublishOutboundInterceptor;
import com.hivemq.extension.sdk.api.services.intializer.ClientInitializer;
import io.topicwarden.runtime.ConnectedClient;
import java.util.Optional;

/**
 * Gives each admitted client its gates, before it is told that it is connected. The context that the broker hands out here
 * stays good for the life of the connection, so that a client has an interceptor only while it needs one.
 */
final class ClientGates implements ClientInitializer {

    private static final FailureReport FAILURE =
            new FailureReport("Nothing is delivered to a client because of an internal error");

    /** Made beforehand: when it is needed there may be no memory for it. */
    private static final PublishOutboundInterceptor NOTHING = (given, output) -> output.preventPublishDelivery();

    private final WardenHolder holder;

    ClientGates(WardenHolder holder) {
        this.holder = holder;
    }

    @Override
    public void initialize(InitializerInput input, ClientContext context) {
        try {
            Optional<ConnectedClient> client =
                    holder.get().flatMap(warden -> ConnectionMark.find(input, warden.live()));
            if (client.isPresent()) {
                client.get().attach(new ConnectionGates(holder, client.get(), context));
                if (holder.get().filter(warden -> warden.mayStand(client.get())).isEmpty()) {
                    refuseWill(context);
                }
                return;
            }
        } catch (Throwable t) { // the broker would let the client in without its gates
            FAILURE.tell(t);
        }
        refuseWill(context);
        context.addPublishOutboundInterceptor(NOTHING);
    }

    /** The broker looks at default permissions once more before it keeps a will, and refuses the connection otherwise. */
    private static void refuseWill(ClientContext context) {
        context.getDefaultPermissions().clear();
    }
}
