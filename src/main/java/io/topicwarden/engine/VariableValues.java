/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import java.util.List;

/** Which values can stand for a level of a topic. */
final class VariableValues {

    private VariableValues() {}

    /** Those that can, each once, in order. */
    static String[] usable(List<String> values) {
        return values.stream().distinct().filter(VariableValues::isUsable).toArray(String[]::new);
    }

    /** Whether there is no value, or one among them that cannot. */
    static boolean unresolved(List<String> values) {
        return values.isEmpty() || !values.stream().allMatch(VariableValues::isUsable);
    }

    private static boolean isUsable(String value) {
        if (value.isEmpty()) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '/' || c == '+' || c == '#' || c == 0 || isHalfPair(value, i)) {
                return false;
            }
        }
        return true;
    }

    /** Half a surrogate pair has no UTF-8 (MQTT 5 §1.5.4). */
    private static boolean isHalfPair(String value, int i) {
        char c = value.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(value.charAt(i - 1)));
    }
}
