/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.migrate;

import io.topicwarden.policy.Action;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A {@code <permission>} of the file RBAC extension; all of them allow.
 *
 * @param line where it begins
 * @param topic a topic filter with <code>${{clientid}}</code> and <code>${{username}}</code>
 * @param activity PUBLISH, SUBSCRIBE or ALL
 * @param qos the qualities of service; none for any
 * @param retain RETAINED, NOT_RETAINED or ALL
 * @param sharing SHARED, NOT_SHARED or ALL
 * @param group a group of shared subscriptions, or {@code #} for any
 */
record RbacPermission(
        int line, String topic, String activity, List<Integer> qos, String retain, String sharing, String group) {

    static final Topics.Placeholders PLACEHOLDERS = new Topics.Placeholders("${{clientid}}", "${{username}}");

    Set<Action> actions() {
        return switch (activity) {
            case "PUBLISH" -> Set.of(Action.PUBLISH);
            case "SUBSCRIBE" -> Set.of(Action.SUBSCRIBE);
            default -> Set.of(Action.PUBLISH, Action.SUBSCRIBE);
        };
    }

    boolean reads() {
        return actions().contains(Action.SUBSCRIBE);
    }

    /** What it asks of a publish's retain flag; empty for anything, or where it speaks of no publish. */
    Optional<Boolean> retained() {
        boolean publishes = actions().contains(Action.PUBLISH);
        return publishes && !retain.equals("ALL") ? Optional.of(retain.equals("RETAINED")) : Optional.empty();
    }

    /** The group, as ours is written; empty if it permits no shared subscription. */
    Optional<String> sharedGroup() {
        return reads() && !sharing.equals("NOT_SHARED")
                ? Optional.of(group.equals("#") ? "*" : group)
                : Optional.empty();
    }

    /** Whether it permits shared subscriptions and no plain ones, which ours cannot say. */
    boolean isSharedOnly() {
        return reads() && sharing.equals("SHARED");
    }

    /** Whether the group's name can be one of ours. */
    boolean hasOddGroup() {
        return reads() && !sharing.equals("NOT_SHARED") && !group.equals("#") && group.matches("(?s).*[*+#/].*");
    }

    /** For the comment above what is made of it. */
    String shown() {
        return activity + " " + topic;
    }
}
