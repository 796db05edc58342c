/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.ReasonCode;

/** What one client may do: the decision procedures. Immutable and safe for use by all threads. */
public final class ClientPermissions {

    private final RoleSet roles;
    private final Binding binding;

    ClientPermissions(RoleSet roles, Binding binding) {
        this.roles = roles;
        this.binding = binding;
    }

    /** Decides whatever is attempted, by the method for its kind. */
    public Decision decide(Attempt attempt) {
        return switch (attempt.kind()) {
            case PUBLISH -> publish(attempt.topic(), attempt.qos(), attempt.retain(), attempt.payloadBytes());
            case WILL -> will(attempt.topic(), attempt.qos(), attempt.retain(), attempt.payloadBytes());
            case SUBSCRIBE -> subscribe(attempt.topic(), attempt.qos());
            case DELIVER -> deliver(attempt.topic(), attempt.qos());
        };
    }

    /**
     * Decides a PUBLISH.
     *
     * @param topic the topic name, any text
     * @param qos 0 to 2
     * @param retain whether the retain flag is set
     * @param payloadBytes the length of the payload, at least 0
     */
    public Decision publish(String topic, int qos, boolean retain, long payloadBytes) {
        return roles.publishing().decide(binding, topic, Offer.publish(qos, retain, payloadBytes));
    }

    /** Whether {@link #publish} would permit it; leaves nothing for the garbage collector, whatever the answer. */
    public boolean permitsPublish(String topic, int qos, boolean retain, long payloadBytes) {
        return roles.publishing().permits(binding, topic, Offer.publish(qos, retain, payloadBytes));
    }

    /** Decides a will as the publish it may become; a will to a topic that begins with {@code $} is refused. */
    public Decision will(String topic, int qos, boolean retain, long payloadBytes) {
        return Levels.isReserved(topic)
                ? Denials.withoutRule(ReasonCode.RESERVED_TOPIC, "a will cannot go to a topic that begins with `$`")
                : publish(topic, qos, retain, payloadBytes);
    }

    /**
     * Decides one topic filter of a SUBSCRIBE.
     *
     * @param topicFilter as the client sent it, <code>$share/GROUP/FILTER</code> included, any text
     * @param qos the quality of service asked for, 0 to 2
     */
    public Decision subscribe(String topicFilter, int qos) {
        return roles.subscribing().decide(binding, topicFilter, qos);
    }

    /**
     * Whether some topic that the filter matches may be read, so that the subscription could be accepted and filtered at
     * delivery.
     *
     * @param topicFilter as the client sent it, <code>$share/GROUP/FILTER</code> included, any text
     * @param qos the quality of service asked for, 0 to 2
     */
    public boolean partlyPermits(String topicFilter, int qos) {
        return roles.subscribing().permitsPart(binding, topicFilter, qos);
    }

    /**
     * Decides a delivery to a client whose subscriptions have been decided: whether subscribe permission for exactly this
     * topic holds now. A deny that names qualities of service, or shared groups, leaves those subscriptions alone that it
     * does not name, and what comes of them must be delivered. Through which one a message comes nobody can tell; it was
     * asked for with its own quality of service or a higher one.
     *
     * @param topic the topic name, any text
     * @param qos the quality of service of the delivery, 0 to 2
     */
    public Decision deliver(String topic, int qos) {
        Decision decision = roles.delivering().decide(binding, topic, Offer.DELIVERY);
        for (int asked = qos; !decision.isAllowed() && asked <= 2; asked++) {
            long offer = Offer.subscribe(asked, false); // whatever is permitted in a group is permitted without
            if (roles.delivering().permits(binding, topic, offer)) {
                decision = roles.delivering().decide(binding, topic, offer);
            }
        }
        return decision;
    }
}
