/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What two topic filters share: a filter again, or nothing. */
final class SharedFilter {

    private SharedFilter() {}

    static Optional<String> of(String one, String other) {
        List<String> shared = new ArrayList<>();
        int start = 0;
        int otherStart = 0;
        while (true) {
            boolean end = Levels.isExhausted(one, start);
            boolean otherEnd = Levels.isExhausted(other, otherStart);
            if (!end && Levels.isMultiWildcard(one, start)) {
                return rest(shared, other, otherStart);
            }
            if (!otherEnd && Levels.isMultiWildcard(other, otherStart)) {
                return rest(shared, one, start);
            }
            if (end || otherEnd) {
                return end && otherEnd ? text(shared) : Optional.empty();
            }
            Optional<String> level = level(one, start, other, otherStart);
            if (level.isEmpty()) {
                return Optional.empty();
            }
            shared.add(level.get());
            start = Levels.end(one, start) + 1;
            otherStart = Levels.end(other, otherStart) + 1;
        }
    }

    /** One of them ends in {@code #} here, so that what is left of the other is shared. */
    private static Optional<String> rest(List<String> shared, String filter, int start) {
        if (!Levels.isExhausted(filter, start)) {
            if (!Levels.isOpenToWildcards(filter, start)) {
                return Optional.empty();
            }
            shared.add(filter.substring(start));
        }
        return text(shared);
    }

    private static Optional<String> level(String one, int start, String other, int otherStart) {
        String a = one.substring(start, Levels.end(one, start));
        String b = other.substring(otherStart, Levels.end(other, otherStart));
        if (a.equals(b) || (b.equals("+") && Levels.isOpenToWildcards(one, start))) {
            return Optional.of(a);
        }
        return a.equals("+") && Levels.isOpenToWildcards(other, otherStart) ? Optional.of(b) : Optional.empty();
    }

    /** One empty level is no topic (MQTT 5 §4.7.3). */
    private static Optional<String> text(List<String> levels) {
        String text = String.join("/", levels);
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
