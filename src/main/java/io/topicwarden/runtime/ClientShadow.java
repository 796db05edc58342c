/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.audit.EventAction;
import io.topicwarden.engine.ClientPermissions;
import io.topicwarden.engine.Decision;
import java.util.Optional;

/** What a candidate policy would let one client do, compared with what has been decided. Throws nothing. */
final class ClientShadow {

    private final Shadow shadow;
    private final ClientPermissions permissions;

    ClientShadow(Shadow shadow, ClientPermissions permissions) {
        this.shadow = shadow;
        this.permissions = permissions;
    }

    /** Compares a PUBLISH. Allocates nothing where both agree. */
    void publish(ConnectedClient client, Decision decided, String topic, int qos, boolean retain, long payloadBytes) {
        try {
            if (permissions.permitsPublish(topic, qos, retain, payloadBytes) != decided.isAllowed()) {
                shadow.report(
                        EventAction.PUBLISH,
                        client.peer(),
                        Optional.of(Requests.publish(topic, qos, retain, payloadBytes)),
                        shadow.inForce(decided, false),
                        shadow.verdict(permissions.publish(topic, qos, retain, payloadBytes), false));
            }
        } catch (Throwable t) { // what has been decided stands
            shadow.failed(t);
        }
    }

    /** Compares one topic filter of a SUBSCRIBE. */
    void subscribe(
            ConnectedClient client, SubscriptionDecision decided, String topicFilter, int qos, boolean filterPartly) {
        try {
            SubscriptionDecision would = SubscriptionDecision.of(permissions, topicFilter, qos, filterPartly);
            if (would.outcome() != decided.outcome()) {
                shadow.report(
                        EventAction.SUBSCRIBE,
                        client.peer(),
                        Optional.of(Requests.subscribe(topicFilter, qos)),
                        shadow.inForce(decided.decision(), decided.filtered()),
                        shadow.verdict(would.decision(), would.filtered()));
            }
        } catch (Throwable t) {
            shadow.failed(t);
        }
    }
}
