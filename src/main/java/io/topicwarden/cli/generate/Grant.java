/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.generate;

import io.topicwarden.policy.Action;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What one permission allows, of one quality of service.
 *
 * @param levels of its topic pattern
 * @param generalized whether a {@code +} stands for values that were seen
 */
record Grant(Action action, List<String> levels, boolean generalized, Optional<String> group, int qos, boolean retain)
        implements Comparable<Grant> {

    private static final Comparator<Grant> ORDER = Comparator.comparing(Grant::action)
            .thenComparing(Grant::pattern)
            .thenComparing(grant -> grant.group().orElse(""))
            .thenComparing(Grant::retain)
            .thenComparing(Grant::qos)
            .thenComparing(Grant::generalized);

    String pattern() {
        return String.join("/", levels);
    }

    /** The same with other levels. */
    Grant with(List<String> others) {
        return new Grant(action, others, true, group, qos, retain);
    }

    /** The same with another quality of service. */
    Grant withQos(int other) {
        return new Grant(action, levels, generalized, group, other, retain);
    }

    boolean hasWildcard() {
        return levels.contains("+") || levels.contains("#");
    }

    /** Whether the pattern can be written, and the group. */
    boolean isSayable() {
        return Sayable.pattern(pattern()) && group.map(Sayable::name).orElse(true);
    }

    @Override
    public int compareTo(Grant other) {
        return ORDER.compare(this, other);
    }
}
