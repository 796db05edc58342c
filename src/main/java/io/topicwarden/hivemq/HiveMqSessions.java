/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.hivemq;

import com.hivemq.extension.sdk.api.packets.disconnect.DisconnectReasonCode;
import com.hivemq.extension.sdk.api.services.Services;
import io.topicwarden.runtime.BrokerSessions;
import io.topicwarden.runtime.HeldSubscription;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Sessions by way of the broker's services. */
final class HiveMqSessions implements BrokerSessions {

    @Override
    public CompletableFuture<Boolean> exists(String clientId) {
        return Services.clientService().getSession(clientId).thenApply(Optional::isPresent);
    }

    @Override
    public CompletableFuture<List<HeldSubscription>> subscriptions(String clientId) {
        return Services.subscriptionStore().getSubscriptions(clientId).thenApply(held -> held.stream()
                .map(one ->
                        new HeldSubscription(one.getTopicFilter(), one.getQos().getQosNumber()))
                .toList());
    }

    @Override
    public CompletableFuture<Void> unsubscribe(String clientId, Set<String> topicFilters) {
        return Services.subscriptionStore().removeSubscriptions(clientId, topicFilters);
    }

    @Override
    public CompletableFuture<Void> disconnect(String clientId, String reason) {
        return Services.clientService()
                .disconnectClient(clientId, true, DisconnectReasonCode.NOT_AUTHORIZED, reason)
                .thenAccept(connected -> {});
    }

    /** The broker forgets a pending will when told to disconnect without one, connected or not; nothing else makes it. */
    @Override
    public CompletableFuture<Void> takeBackWill(String clientId) {
        return Services.clientService().disconnectClient(clientId, true).thenAccept(connected -> {});
    }
}
