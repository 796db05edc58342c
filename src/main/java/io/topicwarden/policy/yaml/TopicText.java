/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.PatternSyntaxException;
import io.topicwarden.policy.TopicPattern;

/** Checks the topic names and topic filters of attempts: a slip in one would let a denial be expected that proves nothing. */
final class TopicText {

    private static final String SHARE = "$share/";

    private TopicText() {}

    /** @throws PatternSyntaxException if no client could ask for it (MQTT 5 §4.7, §4.8.2) */
    static String parse(Attempt.Kind kind, String text) throws PatternSyntaxException {
        if (kind == Attempt.Kind.SUBSCRIBE) {
            filter(text);
        } else {
            name(text);
        }
        return text;
    }

    private static void name(String text) throws PatternSyntaxException {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '+' || text.charAt(i) == '#') {
                throw bad(
                        Code.BAD_TOPIC_NAME,
                        "a topic name has no wildcards",
                        i,
                        1,
                        "write out one topic; only `subscribe` takes a topic filter");
            }
        }
        if (text.startsWith(SHARE)) {
            throw bad(
                    Code.BAD_TOPIC_NAME,
                    "`$share/` begins the topic filter of a shared subscription, not a topic name",
                    0,
                    SHARE.length(),
                    "only `subscribe` takes a topic filter");
        }
        pattern(text, 0);
    }

    private static void filter(String text) throws PatternSyntaxException {
        if (!text.startsWith(SHARE)) {
            pattern(text, 0);
            return;
        }
        int end = text.indexOf('/', SHARE.length());
        String group = end < 0 ? "" : text.substring(SHARE.length(), end);
        if (group.isEmpty() || group.indexOf('+') >= 0 || group.indexOf('#') >= 0 || end + 1 == text.length()) {
            throw bad(
                    Code.BAD_TOPIC_FILTER,
                    "a shared subscription is written `$share/GROUP/FILTER`",
                    0,
                    text.length(),
                    "");
        }
        pattern(text.substring(end + 1), end + 1);
    }

    private static void pattern(String text, int offset) throws PatternSyntaxException {
        int variable = text.indexOf("${");
        if (variable >= 0) {
            throw bad(
                    Code.BAD_TOPIC_FILTER,
                    "variables are not replaced here",
                    offset + variable,
                    2,
                    "write the topic as the client of this test would");
        }
        try {
            TopicPattern unused = TopicPattern.parse(text);
        } catch (PatternSyntaxException e) {
            throw e.within(offset);
        }
    }

    private static PatternSyntaxException bad(Code code, String message, int index, int length, String help) {
        return new PatternSyntaxException(code.toString(), message, index, length, help);
    }
}
