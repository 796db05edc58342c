/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.util.Set;

/**
 * The groups of shared subscriptions that a permission names (MQTT 5 §4.8.2).
 *
 * @param any whether {@code "*"} was written
 * @param names the groups otherwise; empty if the permission does not speak of shared subscriptions
 */
public record SharedGroups(boolean any, Set<String> names) {

    /** The permission has no {@code shared-groups}. */
    public static final SharedGroups UNSPECIFIED = new SharedGroups(false, Set.of());

    public SharedGroups {
        names = Set.copyOf(names);
    }

    /** Whether the permission has no {@code shared-groups}. */
    public boolean isUnspecified() {
        return !any && names.isEmpty();
    }

    /** Whether this group is named. */
    public boolean contains(String group) {
        return any || names.contains(group);
    }
}
