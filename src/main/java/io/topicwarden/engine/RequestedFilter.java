/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.ReasonCode;
import java.util.Optional;

/** What a client sent as a topic filter, taken apart and checked (MQTT 5 §4.7, §4.8.2). */
sealed interface RequestedFilter {

    /**
     * A topic filter, as it is decided.
     *
     * @param group the group of a shared subscription
     * @param filter the topic filter without the group
     * @param wildcards whether it has any; without them it matches one topic, itself
     */
    record Valid(Optional<String> group, String filter, boolean wildcards) implements RequestedFilter {

        /** Whether it stands for a single topic, and for no shared subscription. */
        boolean isPlainTopic() {
            return group.isEmpty() && !wildcards;
        }
    }

    /**
     * Something else.
     *
     * @param reason the code of the refusal
     * @param message what is wrong with it
     */
    record Malformed(ReasonCode reason, String message) implements RequestedFilter {}

    /** The first level of a shared subscription. */
    String SHARE = "$share";

    /** Takes apart any text. */
    static RequestedFilter parse(String text) {
        if (!text.equals(SHARE) && !text.startsWith(SHARE + "/")) {
            return checked(Optional.empty(), text);
        }
        int groupStart = SHARE.length() + 1;
        int groupEnd = text.indexOf('/', groupStart);
        if (groupEnd < 0 || groupEnd + 1 == text.length()) {
            return malformedShare("a shared subscription is written `$share/GROUP/FILTER`");
        }
        String group = text.substring(groupStart, groupEnd);
        if (!Levels.isTopicName(group)) {
            return malformedShare("the group of a shared subscription is not empty and has no `+` and no `#`");
        }
        return checked(Optional.of(group), text.substring(groupEnd + 1));
    }

    private static RequestedFilter checked(Optional<String> group, String filter) {
        if (Levels.isTopicName(filter)) {
            return new Valid(group, filter, false);
        }
        if (filter.isEmpty()) {
            return malformed("a topic filter has at least one character");
        }
        if (filter.indexOf(0) >= 0) {
            return malformed("a topic filter cannot hold U+0000");
        }
        int multi = filter.indexOf('#');
        if (multi >= 0 && multi + 1 < filter.length()) {
            return malformed("`#` must be the last level");
        }
        if (multi > 0 && filter.charAt(multi - 1) != '/') {
            return malformed("`#` must be a level of its own");
        }
        return singleWildcardsStandAlone(filter)
                ? new Valid(group, filter, true)
                : malformed("`+` must be a level of its own");
    }

    private static boolean singleWildcardsStandAlone(String filter) {
        for (int i = filter.indexOf('+'); i >= 0; i = filter.indexOf('+', i + 1)) {
            boolean begins = i == 0 || filter.charAt(i - 1) == '/';
            boolean ends = i + 1 == filter.length() || filter.charAt(i + 1) == '/';
            if (!begins || !ends) {
                return false;
            }
        }
        return true;
    }

    private static Malformed malformed(String message) {
        return new Malformed(ReasonCode.NOT_COVERED, message);
    }

    private static Malformed malformedShare(String message) {
        return new Malformed(ReasonCode.SHARED_GROUP, message);
    }
}
