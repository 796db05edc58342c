/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.Conditions;
import io.topicwarden.policy.Level;
import io.topicwarden.policy.TopicPattern;
import io.topicwarden.policy.When;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Says what must hold for an allow to give what was asked for. */
final class Needs {

    private Needs() {}

    static List<String> of(Statement allow, Asked asked) {
        List<String> needs = new ArrayList<>();
        allow.pattern().ifPresent(pattern -> addValues(needs, pattern, asked.filter()));
        Conditions conditions = allow.conditions();
        if (!conditions.qos().isEmpty()) {
            needs.add("qos: " + new TreeSet<>(conditions.qos()));
        }
        if (allow.action() == Action.PUBLISH) {
            conditions.retain().ifPresent(retain -> needs.add("retain: " + retain));
            conditions.maxPayload().ifPresent(most -> needs.add("max-payload: " + most));
        }
        if (!conditions.when().equals(When.ALWAYS)) {
            needs.add("when: " + WhenWords.of(conditions.when()));
        }
        return needs;
    }

    /** Where the filter says what a variable must be. */
    private static void addValues(List<String> needs, TopicPattern pattern, TopicPattern filter) {
        int levels = Math.min(pattern.levels().size(), filter.levels().size());
        for (int i = 0; i < levels; i++) {
            if (pattern.levels().get(i) instanceof Level.VariableLevel variable
                    && filter.levels().get(i) instanceof Level.Literal literal) {
                String value = literal.text()
                        .substring(
                                variable.prefix().length(),
                                literal.text().length() - variable.suffix().length());
                needs.add("`" + variable.variable() + "` = `" + value + "`");
            }
        }
    }
}
