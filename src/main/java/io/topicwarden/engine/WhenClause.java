/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.TimeWindow;
import io.topicwarden.policy.When;
import java.util.Optional;

/**
 * A {@code when}, parted into what cannot change while a client is connected and the hours.
 *
 * @param index its place among the different ones of a {@link RoleSet}; -1 for the one that asks for nothing
 * @param when the whole
 * @param timeless the whole without the hours
 */
record WhenClause(int index, When when, When timeless) {

    static final WhenClause ALWAYS = new WhenClause(-1, When.ALWAYS, When.ALWAYS);

    static WhenClause of(int index, When when) {
        When timeless = new When(
                when.identity(),
                when.clientId(),
                when.username(),
                when.listener(),
                when.network(),
                when.tls(),
                when.mqtt(),
                when.attributes(),
                when.certificate(),
                Optional.empty());
        return new WhenClause(index, when, timeless);
    }

    /** A {@code when} that is no part of a set, whose answer is not kept. */
    static WhenClause alone(When when) {
        return when.equals(When.ALWAYS) ? ALWAYS : of(Integer.MAX_VALUE, when);
    }

    boolean isAlways() {
        return index < 0;
    }

    Optional<TimeWindow> time() {
        return when.time();
    }
}
