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

    /**
     * What both tries look a topic up by, in one value: its hash, by which it is found as a whole, and its {@link LastLevel}.
     * What neither trie asks for is left out.
     */
    long key(String topic) {
        boolean exact = allows.hasExactTopics() || denies.hasExactTopics();
        boolean open = allows.hasOpenPatterns() || denies.hasOpenPatterns();
        long hash = exact ? ExactTopics.hash(topic) : 0;
        long last = open ? Integer.toUnsignedLong(LastLevel.ofTopic(topic)) : 0;
        return hash << Integer.SIZE | last;
    }

    /** The hash in a {@link #key}. */
    static int hash(long key) {
        return (int) (key >>> Integer.SIZE);
    }

    /** The last level in a {@link #key}. */
    static int last(long key) {
        return (int) key;
    }

    /** The denies that name a variable which cannot be resolved for this client; mostly none. */
    ClosingDenies[] closedTo(Client client) {
        if (closing.isEmpty()) {
            return NONE_CLOSED;
        }
        ClosingDenies[] closed =
                closing.stream().filter(denies -> denies.concern(client)).toArray(ClosingDenies[]::new);
        return closed.length == 0 ? NONE_CLOSED : closed;
    }
}
