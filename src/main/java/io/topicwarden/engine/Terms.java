/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Action;
import java.util.Optional;

/** What a request comes with besides its topic, as far as conditions of permissions look at it. */
public sealed interface Terms {

    /**
     * A message.
     *
     * @param qos 0 to 2
     * @param retain whether the retain flag is set
     * @param payloadBytes the length of the payload, at least 0
     */
    record Publish(int qos, boolean retain, long payloadBytes) implements Terms {}

    /**
     * A topic filter of a SUBSCRIBE.
     *
     * @param qos the quality of service asked for, 0 to 2
     * @param group the group of a shared subscription
     */
    record Subscribe(int qos, Optional<String> group) implements Terms {}

    /** Which permissions speak of it. */
    default Action action() {
        return this instanceof Publish ? Action.PUBLISH : Action.SUBSCRIBE;
    }
}
