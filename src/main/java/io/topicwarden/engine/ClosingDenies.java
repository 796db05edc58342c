/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Client;
import io.topicwarden.policy.Level;
import io.topicwarden.policy.TopicPattern;
import io.topicwarden.policy.Variable;
import java.util.List;

/**
 * The denies whose patterns name a variable: a client for whom it cannot be resolved is refused the whole action while the
 * conditions of one of them hold, since nobody can say what they would forbid.
 */
final class ClosingDenies {

    private final Slot slot;
    private final boolean beginsTopic;
    private final Rule[] rules;

    /**
     * Gathers denies.
     *
     * @param slot the variable
     * @param beginsTopic whether it stands where its value would begin the topic
     * @param rules one of each different conditions is enough
     */
    ClosingDenies(Slot slot, boolean beginsTopic, List<Rule> rules) {
        this.slot = slot;
        this.beginsTopic = beginsTopic;
        this.rules = Rule.sorted(rules);
    }

    /** Whether a deny of this pattern refuses the client everything. */
    static boolean close(TopicPattern pattern, Client client) {
        for (int i = 0; i < pattern.levels().size(); i++) {
            if (pattern.levels().get(i) instanceof Level.VariableLevel level
                    && isUnresolved(level.variable(), pattern.isBegunByValue(i), client)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the client's values cannot stand where the patterns have the variable, or there is none. */
    boolean concern(Client client) {
        return isUnresolved(slot.variable(), beginsTopic, client);
    }

    private static boolean isUnresolved(Variable variable, boolean beginsTopic, Client client) {
        List<String> values = client.values(variable);
        return VariableValues.unresolved(values)
                || (beginsTopic && values.stream().anyMatch(Levels::isReserved));
    }

    Slot slot() {
        return slot;
    }

    /** In source order; not to be changed. */
    Rule[] rules() {
        return rules;
    }
}
