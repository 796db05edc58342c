/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Level;
import io.topicwarden.policy.TopicPattern;
import java.util.Optional;

/** Whether two topic patterns can share a topic, for some client. */
final class Overlap {

    private Overlap() {}

    /** False only if they never do; empty means every topic. */
    static boolean mayShare(Optional<TopicPattern> one, Optional<TopicPattern> other) {
        return one.isEmpty() || other.isEmpty() || mayShare(one.get(), other.get());
    }

    private static boolean mayShare(TopicPattern one, TopicPattern other) {
        int length = one.levels().size();
        int otherLength = other.levels().size();
        if ((length < otherLength && !one.multiLevel()) || (otherLength < length && !other.multiLevel())) {
            return false;
        }
        for (int i = 0; i < Math.min(length, otherLength); i++) {
            if (!mayEqual(one.levels().get(i), other.levels().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean mayEqual(Level one, Level other) {
        if (one instanceof Level.Literal literal) {
            return fits(literal.text(), other);
        }
        if (other instanceof Level.Literal literal) {
            return fits(literal.text(), one);
        }
        if (one instanceof Level.VariableLevel variable && other instanceof Level.VariableLevel second) {
            return begin(variable.prefix(), second.prefix()) && end(variable.suffix(), second.suffix());
        }
        return true;
    }

    private static boolean fits(String text, Level level) {
        if (level instanceof Level.Literal literal) {
            return literal.text().equals(text);
        }
        return !(level instanceof Level.VariableLevel variable)
                || (text.length()
                                > variable.prefix().length() + variable.suffix().length()
                        && text.startsWith(variable.prefix())
                        && text.endsWith(variable.suffix()));
    }

    private static boolean begin(String one, String other) {
        return one.startsWith(other) || other.startsWith(one);
    }

    private static boolean end(String one, String other) {
        return one.endsWith(other) || other.endsWith(one);
    }
}
