/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.Client;
import java.util.List;

/**
 * All that the roles of a {@link RoleSet} say of one action.
 *
 * @param action the action
 * @param allows the allows
 * @param denies the denies
 * @param closing the denies that name variables
 */
record ActionRules(Action action, RuleTrie allows, RuleTrie denies, List<ClosingDenies> closing) {

    static final ClosingDenies[] NONE_CLOSED = {};

    /** The hash of a topic by which both tries look it up as a whole; of no use if neither does. */
    int hash(String topic) {
        return allows.hasExactTopics() || denies.hasExactTopics() ? ExactTopics.hash(topic) : 0;
    }

    /** The denies that name a variable which cannot be resolved for this client; mostly none. */
    ClosingDenies[] closedTo(Client client) {
        ClosingDenies[] closed =
                closing.stream().filter(denies -> denies.concern(client)).toArray(ClosingDenies[]::new);
        return closed.length == 0 ? NONE_CLOSED : closed;
    }
}
