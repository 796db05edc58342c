/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * A topic filter of a policy, in which a level may hold one variable.
 *
 * @param text as the operator wrote it
 * @param levels the levels before a closing {@code #}; empty only for {@code #} itself
 * @param multiLevel whether it ends in {@code #}, which also matches the parent level (MQTT 5 §4.7.1.2)
 */
public record TopicPattern(String text, List<Level> levels, boolean multiLevel) {

    /** The most levels a pattern may have. */
    public static final int MAX_LEVELS = 128;

    /** The most UTF-8 bytes that a topic filter may have (MQTT 5 §1.5.4). */
    static final int MAX_BYTES = 65_535;

    public TopicPattern {
        levels = List.copyOf(levels);
    }

    /**
     * Reads a pattern.
     *
     * @throws PatternSyntaxException if it is no topic filter, or names an unknown variable, with the place
     */
    public static TopicPattern parse(String text) throws PatternSyntaxException {
        return new TopicPatternParser(text).parse();
    }

    /** Whether a {@code +} or {@code #} stands in it, so that an allow must give a reason. */
    public boolean hasWildcard() {
        return multiLevel || levels.stream().anyMatch(Level.SingleWildcard.class::isInstance);
    }

    /** Whether a level is a variable whose value would begin the topic. */
    public boolean isBegunByValue(int level) {
        return level == 0
                && levels.get(0) instanceof Level.VariableLevel variable
                && variable.prefix().isEmpty();
    }

    /** The variables it names, in order, each once. */
    public List<Variable> variables() {
        List<Variable> variables = new ArrayList<>();
        for (Level level : levels) {
            if (level instanceof Level.VariableLevel variable && !variables.contains(variable.variable())) {
                variables.add(variable.variable());
            }
        }
        return variables;
    }

    @Override
    public String toString() {
        return text;
    }
}
