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
     */
    record Valid(Optional<String> group, String filter) implements RequestedFilter {}

    /**
     * Something else.
     *
     * @param reason the code of the refusal
     * @param message what is wrong with it
     */
    record Malformed(ReasonCode reason, String message) implements RequestedFilter {}

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
        if (filter.isEmpty()) {
            return malformed("a topic filter has at least one character");
        }
        if (filter.indexOf(0) >= 0) {
            return malformed("a topic filter cannot hold U+0000");
        }
        for (int i = 0; i < filter.length(); i++) {
            char c = filter.charAt(i);
            if ((c == '+' || c == '#') && !isLevelOfItsOwn(filter, i)) {
                return malformed("`" + c + "` must be a level of its own");
            }
            if (c == '#' && i + 1 < filter.length()) {
                return malformed("`#` must be the last level");
            }
        }
        return new Valid(group, filter);
    }

    private static boolean isLevelOfItsOwn(String filter, int i) {
        return (i == 0 || filter.charAt(i - 1) == '/') && (i + 1 == filter.length() || filter.charAt(i + 1) == '/');
    }

    private static Malformed malformed(String message) {
        return new Malformed(ReasonCode.NOT_COVERED, message);
    }

    private static Malformed malformedShare(String message) {
        return new Malformed(ReasonCode.SHARED_GROUP, message);
    }

    /** The first level of a shared subscription. */
    String SHARE = "$share";
}
