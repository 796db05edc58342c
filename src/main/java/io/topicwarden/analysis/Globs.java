/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/** Texts in which {@code *} matches any run of characters: what two of them share. */
final class Globs {

    /** How many merged texts are looked for; texts with many stars share more ways than anyone needs. */
    private static final int MOST = 64;

    private static final int MOST_STEPS = 10_000;

    private record Step(String done, String one, String other) {}

    private Globs() {}

    /**
     * Texts with stars that together match what both match. Two stars that run into each other make one text for each way
     * in which what stands around them can overlap.
     */
    static Set<String> shared(String one, String other) {
        Set<String> shared = new LinkedHashSet<>();
        Set<Step> seen = new LinkedHashSet<>();
        Deque<Step> open = new ArrayDeque<>();
        open.add(new Step("", one, other));
        while (!open.isEmpty() && shared.size() < MOST && seen.size() < MOST_STEPS) {
            Step step = open.poll();
            if (seen.add(step)) {
                follow(step, open, shared);
            }
        }
        return shared;
    }

    private static void follow(Step step, Deque<Step> open, Set<String> shared) {
        String one = step.one();
        String other = step.other();
        if (one.isEmpty() || other.isEmpty()) {
            if (isStars(one) && isStars(other)) {
                shared.add(step.done());
            }
            return;
        }
        boolean star = one.charAt(0) == '*';
        boolean otherStar = other.charAt(0) == '*';
        if (star && otherStar) {
            String done = step.done().endsWith("*") ? step.done() : step.done() + "*";
            open.add(new Step(done, one.substring(1), other));
            open.add(new Step(done, one, other.substring(1)));
        } else if (star) {
            open.add(new Step(step.done() + other.charAt(0), one, other.substring(1)));
            open.add(new Step(step.done(), one.substring(1), other));
        } else if (otherStar) {
            open.add(new Step(step.done() + one.charAt(0), one.substring(1), other));
            open.add(new Step(step.done(), one, other.substring(1)));
        } else if (one.charAt(0) == other.charAt(0)) {
            open.add(new Step(step.done() + one.charAt(0), one.substring(1), other.substring(1)));
        }
    }

    private static boolean isStars(String text) {
        return text.chars().allMatch(c -> c == '*');
    }

    /** The text with each run of stars replaced. */
    static String filled(String text, String filling) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '*') {
                result.append(text.charAt(i));
            } else if (i == 0 || text.charAt(i - 1) != '*') {
                result.append(filling);
            }
        }
        return result.toString();
    }

    /** Whether it matches every text. */
    static boolean matchesAll(String text) {
        return !text.isEmpty() && isStars(text);
    }
}
