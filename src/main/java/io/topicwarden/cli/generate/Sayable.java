/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.generate;

import io.topicwarden.policy.PatternSyntaxException;
import io.topicwarden.policy.TopicPattern;
import io.topicwarden.policy.yaml.Limits;

/** Which texts a policy can say exactly. */
final class Sayable {

    private Sayable() {}

    /** Whether a text of a {@code when} can mean exactly this. */
    static boolean compared(String text) {
        return name(text) && text.codePointCount(0, text.length()) <= Limits.MAX_COMPARED_CHARACTERS;
    }

    /** Whether the name of a shared group can mean exactly this. */
    static boolean name(String text) {
        return !text.isBlank() && text.indexOf('*') < 0 && text.indexOf(0) < 0 && !hasHalfPair(text);
    }

    /** Whether it can stand as a topic pattern. */
    static boolean pattern(String text) {
        try {
            return !TopicPattern.parse(text).text().isBlank();
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static boolean hasHalfPair(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
