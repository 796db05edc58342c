/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.generate;

import io.topicwarden.audit.observed.Activity;
import io.topicwarden.policy.Action;
import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.Client;
import java.util.Set;

/**
 * Something that a client did and was permitted to do.
 *
 * @param client as policies see it
 * @param roles all that it held
 * @param count how often
 * @param payloadBytes the greatest payload
 */
public record Deed(Client client, Set<String> roles, Activity activity, long count, long payloadBytes) {

    /** The same once more. */
    public Attempt attempt() {
        return activity.attempt(payloadBytes);
    }

    Action action() {
        return attempt().kind().hasMessage() ? Action.PUBLISH : Action.SUBSCRIBE;
    }

    Principal principal() {
        return Principal.of(client);
    }
}
