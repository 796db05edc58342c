/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.util.Collection;
import java.util.Optional;

/** Finds the known word that an unknown one was probably meant to be. */
public final class DidYouMean {

    private DidYouMean() {}

    /**
     * A help text naming the nearest of {@code known}, if one is near enough to be a slip of the keyboard or differs only
     * in case. Of a short word at least one letter must be right.
     */
    public static Optional<String> help(String word, Collection<String> known) {
        String nearest = "";
        int least = Math.min(word.length(), Math.max(1, Math.min(word.length(), 64) / 3) + 1);
        for (String candidate : known) {
            if (candidate.equalsIgnoreCase(word)) {
                return Optional.of("did you mean `" + candidate + "`?");
            }
            int distance = distance(word, candidate, least);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest.isEmpty() ? Optional.empty() : Optional.of("did you mean `" + nearest + "`?");
    }

    /** Edits (insert, remove, replace, swap of neighbours) between two words, or {@code bound} if not fewer. */
    private static int distance(String a, String b, int bound) {
        if (Math.abs(a.length() - b.length()) >= bound) {
            return bound;
        }
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
