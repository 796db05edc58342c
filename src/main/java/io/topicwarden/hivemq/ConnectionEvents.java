/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.hivemq;

import com.hivemq.extension.sdk.api.events.client.ClientLifecycleEventListener;
import com.hivemq.extension.sdk.api.events.client.parameters.AuthenticationFailedInput;
import com.hivemq.extension.sdk.api.events.client.parameters.AuthenticationSuccessfulInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ClientInitiatedDisconnectInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ConnectionLostInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ConnectionStartInput;
import com.hivemq.extension.sdk.api.events.client.parameters.DisconnectEventInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ServerInitiatedDisconnectInput;
import com.hivemq.extension.sdk.api.packets.general.DisconnectedReasonCode;
import java.util.Optional;

/** Notes when an admitted client is there and when it is gone. Decides nothing. */
final class ConnectionEvents implements ClientLifecycleEventListener {

    private static final FailureReport BEGIN_FAILURE = new FailureReport("A connection could not be logged");
    private static final FailureReport END_FAILURE = new FailureReport("The end of a connection could not be logged");

    private final WardenHolder holder;

    ConnectionEvents(WardenHolder holder) {
        this.holder = holder;
    }

    @Override
    public void onMqttConnectionStart(ConnectionStartInput input) {
        // nothing is verified yet
    }

    @Override
    public void onAuthenticationSuccessful(AuthenticationSuccessfulInput input) {
        try {
            holder.get().ifPresent(warden -> ConnectionMark.find(input, warden.live())
                    .ifPresent(warden::accepted));
        } catch (Throwable t) {
            BEGIN_FAILURE.tell(t);
        }
    }

    @Override
    public void onAuthenticationFailedDisconnect(AuthenticationFailedInput input) {
        ended(input, "refused");
    }

    @Override
    public void onConnectionLost(ConnectionLostInput input) {
        ended(input, "connection lost");
    }

    @Override
    public void onClientInitiatedDisconnect(ClientInitiatedDisconnectInput input) {
        boolean normally = input.getReasonCode().equals(Optional.of(DisconnectedReasonCode.NORMAL_DISCONNECTION));
        ended(input, "by client", !normally); // MQTT 5 §3.14.2.1: any other code has the will published
    }

    @Override
    public void onServerInitiatedDisconnect(ServerInitiatedDisconnectInput input) {
        ended(input, "by server");
    }

    @Override
    public void onDisconnect(DisconnectEventInput input) {
        ended(input, "ended");
    }

    private void ended(DisconnectEventInput input, String how) {
        ended(input, how, true);
    }

    private void ended(DisconnectEventInput input, String how, boolean willing) {
        try {
            holder.get().ifPresent(warden -> ConnectionMark.remove(input, warden.live())
                    .ifPresent(client -> warden.ended(client, how, willing)));
        } catch (Throwable t) {
            END_FAILURE.tell(t);
        }
    }
}
